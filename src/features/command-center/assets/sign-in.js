import { openDialog } from './dialogs.js'
import { h, part, setText } from './dom.js'
import { comeBack, findProvider, leaveForProvider } from './oidc.js'
import { ask, forget, keep } from './session.js'
import { say, words } from './words.js'

/** @typedef {import('./store.js').Viewer} Viewer */

/**
 * Lets somebody in, and in again, beside what is shown: nothing of the view is lost.
 * @param {{ onSignedIn: () => void }} options
 */
export function createSignIn({ onSignedIn }) {
  /** @type {HTMLDialogElement | undefined} */
  let dialog
  const who = part('who')
  const button = part('sign-in')
  button.addEventListener('click', () => {
    if (who.textContent === '') return self.open()
    forget()
    location.reload()
  })

  const self = {
    /** @param {Viewer | undefined} viewer */
    show(viewer) {
      setText(who, viewer?.consumer ?? '')
      setText(button, viewer === undefined ? words.signIn : words.signOut)
    },
    /** @param {string} [why] */
    open(why) {
      if (dialog?.open === true) return
      const given = h('input', { id: 'credential', type: 'password', required: true, autocomplete: 'off',
        spellcheck: 'false', maxlength: 8192 })
      const told = h('p', { class: 'note', role: 'alert' }, why ?? '')
      const form = h('form', {
        /** @param {SubmitEvent} event */
        onsubmit: event => {
          event.preventDefault()
          keep(given.value.replace(/^Bearer +/i, ''))
          ask('/command-center/map').then(() => {
            dialog?.close()
            onSignedIn()
          }, (/** @type {Error} */ error) => {
            forget()
            setText(told, say(words.refused, { detail: error.message }))
          })
        }
      }, told, h('label', { for: 'credential' }, words.credential), given,
        h('p', { class: 'small' }, words.credentialHint),
        h('p', { class: 'acts' }, h('button', { type: 'submit', class: 'main' }, words.signIn)))
      const opened = openDialog(words.signIn, form)
      dialog = opened.dialog
      given.focus()
      findProvider().then(offer => {
        if (offer !== undefined)
          opened.body.prepend(
            h('p', { class: 'acts' }, h('button', { type: 'button', class: 'main provider', onclick: () => {
              void leaveForProvider(offer)
            } }, words.withProvider))
          )
      }, () => {})
    },
    /** Ends a sign-in at the provider, if there is one to end. */
    async finish() {
      try {
        const token = await comeBack()
        if (token !== undefined) keep(token)
      } catch (error) {
        self.open(say(words.refused, { detail: error instanceof Error ? error.message : '' }))
      }
    }
  }
  return self
}
