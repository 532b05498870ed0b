// The reference without this is whole: it adds buttons that copy, and lets reads be tried.
const MOST_SHOWN = 200_000

for (const pre of document.querySelectorAll('.samples pre, .prose pre')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = 'Copy'
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(pre.textContent ?? '').then(() => {
      button.textContent = 'Copied'
      setTimeout(() => {
        button.textContent = 'Copy'
      }, 1_500)
    })
  })
  // Pages that did not come over TLS may not write there.
  if (navigator.clipboard === undefined) continue
  const box = document.createElement('div')
  box.className = 'code'
  pre.replaceWith(box)
  box.append(pre, button)
}

// On a phone the contents come when they are asked for.
const menu = document.querySelector('.menu')
if (menu !== null && matchMedia('(max-width: 52rem)').matches) menu.open = false

for (const form of document.querySelectorAll('form.try')) {
  form.addEventListener('submit', event => {
    event.preventDefault()
    void send(form)
  })
}

async function send(form) {
  const result = form.querySelector('.result')
  const query = new URLSearchParams()
  let path = form.dataset.path
  for (const input of form.querySelectorAll('input')) {
    if (input.dataset.in === 'path') path = path.replace(`{${input.name}}`, encodeURIComponent(input.value))
    else if (input.value !== '') query.set(input.name, input.value)
  }
  const address = query.size === 0 ? path : `${path}?${query}`
  result.hidden = false
  result.textContent = 'Asking …'
  try {
    const response = await fetch(address, { headers: credentials(), cache: 'no-store' })
    const text = await response.text()
    show(result, address, response, text)
  } catch {
    result.textContent = 'The hub cannot be reached.'
  }
}

/** A key of this hub tells itself by its beginning. */
function credentials() {
  const value = document.querySelector('#credential')?.value.trim() ?? ''
  if (value === '') return {}
  return value.startsWith('satu_') ? { 'x-api-key': value } : { authorization: `Bearer ${value}` }
}

function show(result, address, response, text) {
  const line = document.createElement('p')
  line.textContent = `${response.status} · ${address}`
  const told = document.createElement('p')
  told.className = 'type'
  told.textContent = ['cache-status', 'age', 'ratelimit', 'x-request-id'].flatMap(
    name => (response.headers.has(name) ? [`${name}: ${response.headers.get(name)}`] : [])
  ).join(' · ')
  const pre = document.createElement('pre')
  pre.tabIndex = 0
  const whole = pretty(text)
  pre.textContent = whole.length > MOST_SHOWN ? `${whole.slice(0, MOST_SHOWN)}\n…` : whole
  result.replaceChildren(line, told, pre)
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
