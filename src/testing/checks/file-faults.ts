import { readdir, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type FaultKind, SystemFault } from '../../kit/faults.ts'
import { addressesOf, rewire, type Wiring } from '../addresses.ts'
import { messageOf } from '../collection.ts'
import { changeFile, type Mirror, mirrorOf } from '../mirror.ts'
import type { Subject } from '../subject.ts'
import { type Check, count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Bench, type Group, prepareOnce } from './bench.ts'
import { readsReencodedFiles } from './file-charset.ts'
import { CANARY } from './http-obstacles.ts'
import { type Way, waysOf } from './ways.ts'

/** One way in which a file can be spoiled. Undefined takes it away. */
interface Damage {
  name: string
  spoil(bytes: Buffer): Buffer | undefined
}

/** More than any line has. */
const LONG_LINE = 16 * 1024 * 1024

const damages: readonly Damage[] = [
  { name: 'half a file is not taken for whole', spoil: bytes => bytes.subarray(0, Math.floor(bytes.length / 2)) },
  { name: 'a file without its last part is not taken for whole',
    spoil: bytes => bytes.subarray(0, Math.floor(bytes.length * 0.97)) },
  { name: 'an empty file is not taken for no records', spoil: () => Buffer.alloc(0) },
  { name: 'a missing file is told', spoil: () => undefined },
  { name: 'an HTML page in place of a file is told', spoil: () =>
    Buffer.from(
      `<!DOCTYPE html><html><head><title>Session expired</title></head><body>${CANARY}</body></html>\r\n`
    ) },
  { name: 'bytes without meaning in place of a file are told',
    spoil: bytes => Buffer.from(bytes.map((_, i) => (i * 167 + 29) & 0xff)) },
  { name: 'NUL bytes in place of the second half of a file are told',
    spoil: bytes =>
      Buffer.concat([bytes.subarray(0, Math.floor(bytes.length / 2)), Buffer.alloc(Math.ceil(bytes.length / 2))]) },
  { name: 'a file with a line without end is refused',
    spoil: bytes =>
      Buffer.concat([bytes.subarray(0, Math.floor(bytes.length / 2)), Buffer.alloc(LONG_LINE, 'x'),
        bytes.subarray(Math.floor(bytes.length / 2))]) }
]

/** For files that are counted: every line and record is whole, and one is gone. */
const oneMissing: Damage = { name: 'a file that lacks a line or a record is not taken for whole', spoil: withoutOne }

const KINDS: readonly FaultKind[] = ['truncated', 'unreadable', 'rejected', 'failed', 'oversized', 'unreachable']
const MOST_FILES = 12

interface Ground {
  mirror: Mirror
  wiring: Wiring
  ways: readonly Way[]
  /** What each way gives of the good files. */
  good: ReadonlyMap<string, unknown>
}

/**
 * Systems that leave files, here or on a file server, which an export that broke, a full disk or a copy under way can
 * spoil.
 */
export const fileFaults: Group = bench => {
  const { standIn } = bench.subject
  const [address, ...others] = [...addressesOf(standIn, 'folder'),
    ...addressesOf(standIn, 'tcp').filter(address => /^(?:sftp|ftps?):/.test(address))]
  if (address === undefined || others.length > 0) return []
  const onGround = prepareOnce(() => prepare(bench, address))
  const check = (name: string, run: (ground: Ground) => Promise<Verdict>): Check =>
    onGround(name, async ground => (ground === undefined
      ? skipped('the files are too large to be spoiled one by one')
      : run(ground)))
  return [
    ...[...damages, ...(standIn.isCounted === true ? [oneMissing] : [])].map(damage =>
      check(damage.name, ground => isTold(bench, ground, damage))
    ),
    check('text in a file that is of another character set is read all the same, or refused',
      async ({ mirror, wiring }) => readsReencodedFiles(bench, mirror, wiring)),
    check('a folder that is not there is told', ground => missesFolder(bench, ground)),
    check('a reader who leaves lets go of the files', ground => letsGo(bench.subject, ground))
  ]
}

async function prepare(bench: Bench, address: string): Promise<Ground | undefined> {
  const { subject } = bench
  const mirror = await mirrorOf(subject, address)
  if (mirror === undefined) return undefined
  const wiring = rewire(subject.standIn, found => (found === address ? mirror.url : found))
  const client = subject.connect(wiring)
  const ways = await waysOf(bench)
  const good = new Map<string, unknown>()
  for (const { name, run } of ways) {
    const { value, error, fault } = await subject.ask(name, call => run(client, call), { timeoutMs: 600_000 })
    if (error !== undefined) throw new Error(`${name} fails already with good files: ${messageOf(fault ?? error)}`)
    good.set(name, value)
  }
  return { mirror, wiring, ways, good }
}

async function isTold({ subject }: Bench, ground: Ground, { spoil }: Damage): Promise<Verdict> {
  const { mirror: { folder, names, restore } } = ground
  const failures: Failure[] = []
  const spoiledNames = names.slice(0, MOST_FILES)
  for (const name of spoiledNames) {
    await changeFile(join(folder, name), spoil)
    for (const failure of await askAll(subject, ground))
      failures.push({ ...failure, where: `${failure.where}, ${name}` })
    await restore()
  }
  return verdict(failures.slice(0, 6),
    `${count(spoiledNames.length, 'file')}, ${count(spoiledNames.length * ground.ways.length, 'call')}`)
}

/** Of text its middle line, of a DBF file its middle record and one of the number in its header. */
function withoutOne(bytes: Buffer): Buffer {
  const middle = Math.floor(bytes.length / 2)
  if (!bytes.includes(0)) {
    const start = bytes.lastIndexOf('\n', middle) + 1
    const end = bytes.indexOf('\n', start) + 1
    return end === 0 ? bytes : Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)])
  }
  const [records, header, record] = [bytes.readUInt32LE(4), bytes.readUInt16LE(8), bytes.readUInt16LE(10)]
  if (header + records * record > bytes.length || records === 0) return bytes
  const start = header + Math.floor(records / 2) * record
  const shorter = Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + record)])
  shorter.writeUInt32LE(records - 1, 4)
  return shorter
}

async function missesFolder({ subject }: Bench, ground: Ground): Promise<Verdict> {
  await rm(ground.mirror.folder, { recursive: true, force: true })
  const failures = await askAll(subject, ground)
  await ground.mirror.restore()
  return verdict(failures)
}

/**
 * Asks in every way; what comes must be a fault, nothing at all, or what good files give: then the file has no part in
 * it.
 */
async function askAll(subject: Subject, { wiring, ways, good }: Ground): Promise<Failure[]> {
  const failures: Failure[] = []
  const client = subject.connect(wiring)
  for (const { name, run } of ways) {
    const { value, error, fault, hangs } = await subject.ask(name, call => run(client, call), { timeoutMs: 600_000 })
    if (hangs)
      failures.push({ what: 'does not end when it is told to', where: name,
        fix: 'Hand the `call` on to every call of the connector.' })
    else if (error === undefined && value !== undefined && !isDeepStrictEqual(value, good.get(name))) {
      failures.push({ what: 'takes it for whole', where: name,
        fix: 'Check what the system gives to check by: a control total, the count in the header, a last line, ' +
          '`lastLineEnds`, `required` columns.' })
    } else if (error !== undefined && !(fault instanceof SystemFault))
      failures.push({ what: `breaks: ${messageOf(fault)}`, where: name,
        fix: 'Let the readers of the kit parse it, and throw SystemFault `truncated` or `unreadable`.' })
    else if (fault instanceof SystemFault && !KINDS.includes(fault.kind))
      failures.push({ what: `is told as \`${fault.kind}\``, where: name,
        fix: 'Throw SystemFault `truncated` or `unreadable`.' })
  }
  return failures
}

async function letsGo(subject: Subject, { mirror: { folder }, wiring }: Ground): Promise<Verdict> {
  if (process.platform !== 'linux') return skipped('this machine does not tell which files are open')
  const client = subject.connect(wiring)
  const failures: Failure[] = []
  for (const [resource, { snapshot }] of subject.readers) {
    if (snapshot === undefined) continue
    let cancel = (): void => {}
    const { hangs } = await subject.ask(`read ${resource}`, async call => {
      const newest = await snapshot.newest(client, call)
      for await (const _ of snapshot.rows(client, newest?.version ?? '', call)) cancel()
    }, { timeoutMs: 60_000, onStart: stop => {
      cancel = stop
    } })
    if (hangs)
      failures.push({ what: 'goes on reading', where: resource,
        fix: 'Hand the `call` on to every call of the connector.' })
    const open = await openFilesIn(folder)
    if (open.length > 0)
      failures.push({ what: `holds ${open.join(', ')} open`, where: resource,
        fix: 'Read with `for await`, which closes what it has begun, also when it is left.' })
  }
  return verdict(failures)
}

async function openFilesIn(folder: string): Promise<string[]> {
  const handles = await readdir('/proc/self/fd')
  const targets = await Promise.all(handles.map(handle => readlink(`/proc/self/fd/${handle}`).catch(() => '')))
  return targets.filter(target => target.startsWith(folder)).map(target => target.slice(folder.length + 1))
}
