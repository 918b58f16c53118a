export default async function globalTeardown(): Promise<void> {
  if (globalThis.privateServer === undefined) return
  await globalThis.privateServer.stop()
  globalThis.privateServer = undefined
  delete process.env['TEST_MYSQL_URL']
}
