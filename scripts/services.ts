import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import type { RunningService, Service } from '../test/services/service.ts'

export interface ProvidedServices {
  /** What test processes need in their environment. */
  environment: Record<string, string>
  stop(): Promise<void>
}

/**
 * Starts every service that no variable points at; installs what is missing if this machine allows it.
 * @throws Error with one text that names all that has to be installed by hand
 */
export async function provideServices(
  services: readonly Service[],
  environment: NodeJS.ProcessEnv = process.env
): Promise<ProvidedServices> {
  const wanted = services.filter(service => !environment[service.variable])
  ensureInstalled(wanted)

  const running: RunningService[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(running.splice(0).map(service => service.stop()))
  }
  const outcomes = await Promise.allSettled(
    wanted.map(async service => {
      const server = await service.start()
      running.push(server)
      return [service.variable, server.url] as const
    })
  )
  const failed = outcomes.filter(outcome => outcome.status === 'rejected')
  if (failed.length > 0) {
    await stop()
    throw new Error(failed.map(outcome => String(outcome.reason)).join('\n'))
  }
  const urls = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  return { environment: Object.fromEntries(urls), stop }
}

function ensureInstalled(services: readonly Service[]): void {
  const missing = services.filter(service => !service.locate())
  if (missing.length === 0) return
  const installed = mayInstall() ? install(missing.map(service => service.package)) : ''
  const still = missing.filter(service => !service.locate())
  if (still.length > 0) throw new Error(`${howToInstall(still)}${installed && `\n${installed}`}`)
}

/** One text for everything that is missing, so that nobody has to come back for the next one. */
export function howToInstall(services: readonly Service[]): string {
  const names = services.map(service => service.name).join(', ')
  const packages = services.map(service => service.package).join(' ')
  const variables = services.map(service => `${service.variable}=${service.example}`).join(' ')
  return [
    `npm test needs ${names}. Install it and run again:`,
    `  sudo apt-get install ${packages}`,
    'or say where one is running:',
    `  ${variables} npm test`
  ].join('\n')
}

function mayInstall(): boolean {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0
}

/** @returns what apt-get said if it failed, else an empty text */
function install(packages: readonly string[]): string {
  console.error(`installing ${packages.join(' ')}`)
  const allow = keepServicesDown()
  try {
    const parameters = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
    // The package lists of a fresh machine are empty or old: update only when they do not do.
    if (aptGet(parameters) === '') return ''
    return aptGet(['update', '-qq']) || aptGet(parameters)
  } finally {
    allow()
  }
}

function aptGet(parameters: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...parameters], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
    timeout: 10 * 60_000
  })
  if (status === 0) return ''
  return `apt-get ${parameters[0]}: ${error?.message ?? `${stdout}${stderr}`.trim().slice(-2000)}`
}

/** Debian starts a server as it installs it, unless this file says no (policy-rc.d, 101: forbidden by policy). */
function keepServicesDown(): () => void {
  const policy = '/usr/sbin/policy-rc.d'
  if (existsSync(policy)) return () => undefined
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  return () => rmSync(policy, { force: true })
}
