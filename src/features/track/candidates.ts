import type { Registry } from '../../gateway/systems/registry.ts'
import type { System } from '../../gateway/systems/system.ts'
import { compactNumber, type NumberForm } from '../../kit/numbers.ts'
import { type TrackedResource, trackedResources } from './stages.ts'
import type { TypedNumber } from './typed-number.ts'

/** A system that may have the record of a number, and how it is asked for it. */
export interface Candidate {
  system: System
  resource: TrackedResource
  keys: readonly string[]
  /** For a number that is no key: the system is asked for the key first. */
  search?: { form: NumberForm<unknown>; parts: RegExpExecArray }
}

/** Every form in which a system that is connected gives numbers out. */
export function formsOf(registry: Registry): NumberForm<unknown>[] {
  return served(registry).flatMap(({ forms }) => forms)
}

/** The systems that a number may belong to, by its form. Most numbers have one or two. */
export function candidatesOf(registry: Registry, { compact, id, isLikeNik }: TypedNumber, today: string): Candidate[] {
  const found = new Map<string, Candidate>()
  const add = (candidate: Candidate): void => {
    const name = `${candidate.system.id} ${candidate.resource}`
    const before = found.get(name)
    found.set(name, before === undefined
      ? candidate
      : { ...before, ...candidate, keys: [...new Set([...before.keys, ...candidate.keys])] })
  }
  for (const { system, resource, forms } of served(registry)) {
    for (const form of forms) {
      const parts = form.pattern.exec(compact)
      if (parts === null) continue
      add({ system, resource, keys: form.keys?.(parts, today) ?? [], ...(form.find && { search: { form, parts } }) })
    }
    // By an id a record is found whatever form its numbers have. A NIK behind a prefix is none.
    if (id?.prefix !== system.config.prefix) continue
    const key = compactNumber(id.key)
    if (!isLikeNik || forms.some(({ pattern }) => pattern.test(key))) add({ system, resource, keys: [id.key] })
  }
  return [...found.values()]
}

function* tracked(
  registry: Registry
): Generator<{ system: System; resource: TrackedResource; forms: readonly NumberForm<unknown>[] }> {
  for (const resource of trackedResources) {
    for (const system of registry.serving(resource, 'get'))
      yield { system, resource, forms: system.serves(resource, 'get')?.numbers ?? [] }
  }
}

function served(
  registry: Registry
): { system: System; resource: TrackedResource; forms: readonly NumberForm<unknown>[] }[] {
  return [...tracked(registry)]
}
