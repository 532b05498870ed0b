import { ChildProcess } from 'node:child_process'

/** Programs that are a hub, or start one. */
const HUBS = /(?:^|\/)(?:src\/cli\.ts|demo\/main\.ts|bin\/(?:hub|satu)\.mjs|test\/suites\/[\w-]+\.ts)$/

interface SpawnOptions {
  file: string
  args: string[]
}

/** Every process of a hub that this one starts is watched too, whatever environment it is given. */
export function watchChildren(self: string, owner: string): void {
  const url = new URL(self)
  url.searchParams.set('owner', owner)
  const { prototype } = ChildProcess as unknown as { prototype: { spawn(options: SpawnOptions): unknown } }
  const { spawn } = prototype
  prototype.spawn = function(options) {
    const { file, args } = options
    const isHub = file.endsWith('/node') && args.some(one => HUBS.test(one)) &&
      !args.some(one => one.includes('/canary/watch.ts'))
    return spawn.call(this,
      isHub ? { ...options, args: [args[0] ?? file, `--import=${url.href}`, ...args.slice(1)] } : options)
  }
}
