import { onPath, type RunningService, type Service } from './service.ts'

/** What `npm test` gives is the program that looks at rules, which lies beside Prometheus itself. */
export const prometheusService: Service = {
  name: 'Prometheus',
  variable: 'TEST_PROMTOOL',
  example: '/usr/bin/promtool',
  package: 'prometheus',
  slow: true,
  locate: () => onPath('promtool'),
  start: () => locatePromtool()
}

function locatePromtool(): Promise<RunningService> {
  const program = prometheusService.locate()
  if (program === undefined)
    throw new Error(
      `promtool is not installed: sudo apt-get install ${prometheusService.package}, or set ` +
        prometheusService.variable
    )
  return Promise.resolve({ url: program, stop: () => Promise.resolve() })
}
