// Keeps the states true while the page is looked at; without it they are those of the moment it was loaded.
const EVERY_MS = 10_000

const list = document.querySelector('[data-systems]')
const summary = document.querySelector('[data-summary]')
const when = document.querySelector('[data-when]')
const words = JSON.parse(list.dataset.states)
const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit',
  second: '2-digit', timeZone: when.dataset.zone, timeZoneName: 'short' })

async function update() {
  const response = await fetch('/', { headers: { accept: 'application/json' }, cache: 'no-store' })
  if (!response.ok) return
  const { systems } = await response.json()
  const known = new Map(
    [...list.querySelectorAll('[data-id]')].map(item => [item.dataset.id, item.querySelector('[data-state]')])
  )
  // Another configuration has other systems: the page is made anew.
  if (systems.length !== known.size || systems.some(({ id }) => !known.has(id))) return location.reload()
  // So it is when a maintenance begins, ends, or is to end at another time: its words come with it.
  const until = id => list.querySelector(`[data-id="${id}"] [data-until]`)?.dataset.until
  if (systems.some(system => system.until !== until(system.id))) return location.reload()
  for (const { id, state } of systems) {
    const shown = known.get(id)
    if (shown.textContent === words[state]) continue
    shown.textContent = words[state]
    shown.className = `state ${state}`
  }
  const up = systems.filter(({ state }) => state === 'up').length
  const text = (up === systems.length ? summary.dataset.all : summary.dataset.some).replace('{up}', up).replace('{all}',
    systems.length)
  // What has not changed is not read out again.
  if (summary.textContent !== text) summary.textContent = text
  when.textContent = `${when.dataset.text} ${clock.format(new Date())}`
}

async function keepUp() {
  // Nobody looks at a page in the background.
  if (document.visibilityState === 'visible') await update().catch(() => undefined)
  setTimeout(() => {
    void keepUp()
  }, EVERY_MS)
}
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void update().catch(() => undefined)
})
void keepUp()
