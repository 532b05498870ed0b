// An adapter that lets go of a promise, on the bench: prints the names of the checks that fail.
import { conformanceOf, failedOf, permitsAdapter, run, sound } from './permits.ts'

const adapter = permitsAdapter({
  list(http, query, call) {
    void sound.list(http, query, call)
    return sound.list(http, query, call)
  }
})
console.log(JSON.stringify(failedOf(await run(adapter, conformanceOf(), /HTTP 500/))))
