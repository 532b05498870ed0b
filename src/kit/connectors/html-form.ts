import { SystemFault } from '../faults.ts'
import type { HtmlPage } from './html-page.ts'

/** Names and values of a form's fields. */
export type FormFields = Record<string, string>

export interface FilledForm {
  /** Where it is sent to, as the page has it; empty for the page itself. */
  action: string
  fields: FormFields
}

/**
 * Fills in a form as a browser would send it: hidden fields, preset values and the first button with a name are taken
 * along, `values` go over them.
 * @throws SystemFault `unreadable` when a value has no field in the form, which names the field, or when the form would
 * put its fields into an address
 */
export function fillForm($: HtmlPage, selector: string, values: FormFields, stage: string): FilledForm {
  const form = $(selector).first()
  if (form.length === 0) throw new SystemFault('unreadable', { stage, detail: 'has no form where one was expected' })
  if ((form.attr('method') ?? 'get').trim().toLowerCase() !== 'post') {
    throw new SystemFault('unreadable', { stage, detail: 'has a form that would put its fields into an address' })
  }
  const fields: FormFields = {}
  const names = new Set<string>()
  let button = false
  for (const element of form.find('input, select, textarea, button').toArray()) {
    const field = $(element)
    const name = field.attr('name')
    if (name === undefined || name === '' || field.is('[disabled]')) continue
    const tag = element.tagName
    const type = (field.attr('type') ?? (tag === 'button' ? 'submit' : 'text')).toLowerCase()
    names.add(name)
    if (type === 'file' || type === 'reset' || type === 'button' || type === 'image') continue
    if ((type === 'checkbox' || type === 'radio') && !field.is('[checked]')) continue
    if (type === 'submit') {
      if (button) continue
      button = true
    }
    fields[name] = valueOf(field, tag, type)
  }
  const missing = Object.keys(values).find(name => !names.has(name))
  if (missing !== undefined)
    throw new SystemFault('unreadable', { stage, detail: `has no field "${missing}" in its form` })
  return { action: form.attr('action')?.trim() ?? '', fields: { ...fields, ...values } }
}

function valueOf(field: ReturnType<HtmlPage>, tag: string, type: string): string {
  if (tag === 'textarea') return field.text()
  if (tag !== 'select') return field.attr('value') ?? (type === 'checkbox' || type === 'radio' ? 'on' : '')
  const chosen = field.find('option[selected]').first()
  const option = chosen.length > 0 ? chosen : field.find('option').first()
  return option.attr('value') ?? option.text().trim()
}
