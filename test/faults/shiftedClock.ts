/** Loaded before a program: its clock is so many ms before or after the machine's. */

const offset = Number(process.env['CLOCK_OFFSET'] ?? 0)
const machine = Date
const now = () => machine.now() + offset

globalThis.Date = new Proxy(machine, {
  construct: (_machine, args: [] | [number]) =>
    args.length === 0 ? new machine(now()) : new machine(...args),
  get: (_machine, name): unknown => (name === 'now' ? now : Reflect.get(machine, name)),
})
