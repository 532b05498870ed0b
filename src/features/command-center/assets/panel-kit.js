// What the panel of a feature gets of the page: it is handed this module, and imports nothing of the page itself.

export { act } from './acting.js'
export { bars } from './charts.js'
export { openDialog } from './dialogs.js'
export { arrange, h, part, setAttribute, setText } from './dom.js'
export { ask } from './session.js'
export { language, longMoment, number, say, span, words } from './words.js'
