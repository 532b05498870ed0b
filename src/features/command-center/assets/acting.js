import { openDialog } from './dialogs.js'
import { h, setText } from './dom.js'
import { say, words } from './words.js'

/**
 * @typedef {keyof typeof words.acts} Act
 * @typedef {{ text: string, hint: string }} PanelAct one of a panel's own: it always takes a reason
 */
/**
 * @typedef {{ name: string, label: string, type?: 'text' | 'datetime-local', value?: string, isNeeded?: boolean,
 *   most?: number, options?: readonly [value: string, text: string][] }} Field
 */

/** Acts that the hub does not do without a reason. @type {ReadonlySet<string>} */
const needReason = new Set(['pause', 'pauseSystem', 'resumeSystem', 'maintain', 'endMaintenance', 'probe'])

/**
 * Asks for the reason, and for what else it takes, then does it. What the hub says of it stays until it is done.
 * @param {Act | PanelAct} what
 * @param {string} of
 * @param {(given: Record<string, string>) => Promise<unknown>} doIt
 * @param {() => void} [onDone]
 * @param {readonly Field[]} [fields]
 */
export function act(
  what,
  of,
  doIt,
  onDone = () => {},
  fields = what === 'found' ? [{ name: 'key', label: words.confirmKey, isNeeded: true }] : []
) {
  const { text, hint } = typeof what === 'string' ? { text: words.acts[what], hint: words.actHints[what] } : what
  const inputs = fields.map(field => ({ field, input: inputOf(field) }))
  const reason = h('input', { id: 'act-reason', name: 'reason',
    required: typeof what !== 'string' || needReason.has(what), minlength: 3, maxlength: 200, autocomplete: 'off' })
  const told = h('p', { class: 'note', role: 'alert' })
  const form = h('form', {
    /** @param {SubmitEvent} event */
    onsubmit: event => {
      event.preventDefault()
      const given = Object.fromEntries(
        [...inputs.map(({ field, input }) => [field.name, input.value.trim()]), ['reason', reason.value.trim()]].filter(
          ([, value]) => value !== ''
        )
      )
      doIt(given).then(() => {
        dialog.close()
        onDone()
      }, (/** @type {Error} */ error) => {
        setText(told, say(words.refused, { detail: error.message }))
      })
    }
  }, h('p', {}, hint), ...inputs.flatMap(({ field, input }) => [h('label', { for: input.id }, field.label), input]),
    h('label', { for: 'act-reason' }, words.reason), reason, h('p', { class: 'small' }, words.reasonHint), told,
    h('p', { class: 'acts' }, h('button', { type: 'submit', class: 'main' }, text),
      h('button', { type: 'button', onclick: () => {
        dialog.close()
      } }, words.cancel)))
  const { dialog } = openDialog(`${text}: ${of}`, form)
}

/** @param {Field} field */
function inputOf({ name, type = 'text', value = '', isNeeded = false, most = 100, options }) {
  const id = `act-${name}`
  if (options !== undefined)
    return h('select', { id, name },
      ...options.map(([option, text]) => h('option', { value: option, selected: option === value }, text)))
  return h('input', { id, name, type, value, required: isNeeded, maxlength: most, autocomplete: 'off' })
}
