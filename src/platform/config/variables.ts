import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

/** What the environment says of one variable. */
export interface Variable {
  /** Undefined when it is not set, or is empty. */
  value: string | undefined
  /**
   * Why it has no value although something was meant to give one. Holds neither a value nor a path: a secret may have
   * been put in the place of either.
   */
  problem?: string
  /** What should be otherwise, and stops nothing. */
  remark?: string
  /** The file that it was read from, absolute. */
  file?: string
}

/** More than any secret, certificate or list of keys has. */
const MOST_BYTES = 1_048_576
const READABLE_BY_OTHERS = 0o004

/**
 * The variable whose value is the path of a file with the value of another one, as Docker and Kubernetes hand out
 * secrets.
 */
export function fileVariableOf(name: string): string {
  return `${name}_FILE`
}

/** Reads a variable, or the file that `<name>_FILE` names: its text without the one line break at its end. */
export function readVariable(env: NodeJS.ProcessEnv, name: string): Variable {
  const value = env[name] || undefined
  const byFile = fileVariableOf(name)
  const path = env[byFile] || undefined
  if (path === undefined) return { value }
  if (value !== undefined) return { value: undefined, problem: `${name} and ${byFile} are both set: keep one of them` }
  const file = resolve(path)
  try {
    const { size, mode } = statSync(file)
    if (size > MOST_BYTES)
      return { value: undefined, file,
        problem: `the file that ${byFile} names has more than ${MOST_BYTES} bytes: it is no secret` }
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)).replace(/\r?\n$/, '')
    if (text === '') return { value: undefined, file, problem: `the file that ${byFile} names is empty` }
    const remark = (mode & READABLE_BY_OTHERS) === 0
      ? {}
      : { remark: `the file that ${byFile} names can be read by every user of this machine: give it the mode 0400` }
    return { value: text, file, ...remark }
  } catch (error) {
    return { value: undefined, file, problem: `the file that ${byFile} names ${faultOf(error)}` }
  }
}

function faultOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'is not there'
  if (code === 'EACCES') return 'may not be read by the user that the hub runs as (EACCES)'
  if (code === 'EISDIR') return 'is a folder'
  return error instanceof TypeError ? 'is not text in UTF-8' : `cannot be read (${code ?? message})`
}
