import { SystemFault } from '../../faults.ts'
import { redactPersonalNumbers } from '../../redact.ts'

// Control characters would be commands to an FTP server, NUL ends a path early, a backslash is a slash to Windows.
// oxlint-disable-next-line no-control-regex
const unsafe = /[/\\\u0000-\u001f\u007f]/

/** True for a name that stays in its folder: one segment, nothing that a server could read otherwise. */
export function isSafeName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.length <= 255 && !unsafe.test(name)
}

/** @throws SystemFault `rejected` for a name that could leave its folder */
export function checkName(name: string, stage: string): void {
  if (isSafeName(name)) return
  throw new SystemFault('rejected', { stage,
    detail: 'cannot be asked for this file: its name is not a plain file name' })
}

/** The name as a message may have it. */
export function shown(name: string): string {
  return redactPersonalNumbers(name.length > 80 ? `${name.slice(0, 80)}…` : name)
}

/**
 * Names that match: `*` stands for any characters, `?` for one; case does not count, for old systems change it at will
 * (`SPPT.DBF`, `sppt.dbf`).
 */
export function createPattern(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const matcher = new RegExp(`^${source}$`, 'isu')
  return name => matcher.test(name)
}
