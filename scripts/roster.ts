import { environment } from '../src/config'
import { rosterCommand } from '../src/roster/command'

void rosterCommand(process.argv.slice(2), environment(), Date.now()).then(({ code, out, err }) => {
  if (out !== '') console.log(out)
  if (err !== '') console.error(err)
  process.exitCode = code
})
