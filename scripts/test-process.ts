// One process of npm test: runs the test files that it is given, one after the other. Each becomes a test of tap's
// root with its path as name, so that start and modules are paid for once and the report still names the file.
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import tap, { Test } from 'tap'

// What tap derives from the arguments, names of folders among them, must not hold the whole list.
const [timeoutMs, ...files] = process.argv.splice(2)

let current: Test = tap

/** The `t` that a test file imports: the test of the file that is running. */
const forFile = new Proxy({}, {
  get(_, name): unknown {
    const value: unknown = Reflect.get(current, name)
    return typeof value === 'function' ? value.bind(current) as unknown : value
  },
  set: (_, name, value) => Reflect.set(current, name, value),
  has: (_, name) => Reflect.has(current, name)
})
Object.assign(globalThis, { [Symbol.for('satu.test-file')]: forFile })

const tapForFiles = `data:text/javascript,export default globalThis[Symbol.for('satu.test-file')]`
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'tap' && context.parentURL?.includes('/node_modules/') === false
      ? { url: tapForFiles, shortCircuit: true }
      : next(specifier, context)
})

// Errors that tap cannot trace to a test are of the one that is running, and the other files have their turn.
const threw = tap.threw.bind(tap)
tap.threw = (error, extra, isHandedUp) => {
  const running = innermost(current)
  if (isHandedUp === true || current === tap || running.results !== undefined) threw(error, extra, isHandedUp)
  else running.threw(error, extra, true)
}

function innermost(test: Test): Test {
  const within = [...test.activeSubtests].findLast(subtest => subtest instanceof Test)
  return within ? innermost(within) : test
}

tap.setTimeout(0)
for (const file of files) {
  void tap.test(file, { timeout: Number(timeoutMs) }, async t => {
    current = t
    t.testdirName = resolve('.tap/fixtures', file.replace(/[^\w.-]+/g, '-'))
    process.env['TEST_FILE'] = file
    await import(pathToFileURL(resolve(file)).href)
  })
}
