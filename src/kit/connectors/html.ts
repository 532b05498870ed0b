import type { Call } from '../call.ts'
import { SystemFault } from '../faults.ts'
import { type CookieJar, createCookieJar } from './html-cookies.ts'
import { fillForm, type FormFields } from './html-form.ts'
import { type HtmlPage, readPage } from './html-page.ts'
import type { HttpAnswer, HttpClient, HttpRequest, Parameters } from './http.ts'
import { createSession } from './session.ts'
import { statusFault, writeStatusFault } from './status-faults.ts'

export type { FormFields } from './html-form.ts'
export type { HtmlPage } from './html-page.ts'

export interface HtmlOptions {
  http: HttpClient
  /** Left out for pages that anybody may see. */
  login?: HtmlLogin
  /** The character set that the system is known to send, whatever it declares. */
  assumeCharset?: string
  /** Default 4 MiB. */
  maxPageBytes?: number
}

export interface HtmlLogin {
  /** Of the page with the login form. */
  path: string
  /** What a person would type, by field name. Hidden fields of the form are sent along without being named. */
  form(page: HtmlPage): FormFields
  /** Tells by something that only pages behind the login have, such as the link that logs out. */
  isLoggedIn(page: HtmlPage): boolean
  /** CSS selector of the login form. Default: the form with a password field. */
  selector?: string
  /** How long a session lives, when it is known. */
  expiresInMs?: number
}

export interface PageRequest {
  /** As in `HttpRequest`. */
  path: string | readonly (string | number)[]
  query?: Parameters
  /** Sends these fields by POST instead. */
  form?: Parameters
  /** It changes something: it is sent once, and whatever is unclear about its end is no `denied` and no `throttled`. */
  isWrite?: boolean
  /** What is being done, for faults: `list requests`. */
  stage: string
}

export interface FormRequest {
  /** Of the page with the form. */
  path: PageRequest['path']
  query?: Parameters
  /** CSS selector of the form. */
  selector: string
  /** What a person would type, by field name. Hidden fields of the form are sent along without being named. */
  values: FormFields
  stage: string
}

export interface HtmlSession {
  /**
   * Opens a page, logged in. When the system shows its login form instead, the hub logs in again and asks once more.
   * Redirects are followed below the client's address only, at most five. With `accept404`, a 404 gives undefined.
   * @throws SystemFault of the transport as `HttpClient.send`; of the page as `readPage`; `denied` when the login is
   * refused or the login form comes again; `unreadable` for a page that is neither the login form nor behind it
   */
  page(request: PageRequest & { accept404: true }, call: Call): Promise<HtmlPage | undefined>
  page(request: PageRequest & { accept404?: false }, call: Call): Promise<HtmlPage>
  /**
   * Opens the page with a form, fills it in and sends it, once, as something that is written.
   * @returns the page that comes of it, after redirects
   * @throws SystemFault as `page`; `unreadable` when the form has not the fields of the values
   */
  submit(request: FormRequest, call: Call): Promise<HtmlPage>
}

interface Arrived {
  answer: HttpAnswer
  url: URL
  /** It came of a redirect, not of what was sent. */
  isFollowed: boolean
}

/**
 * What is wrong with the page behind a redirect says nothing of the form that was sent before: it may have been taken.
 */
function unclear(error: unknown): unknown {
  const isSure = error instanceof SystemFault && ['unreachable', 'denied', 'throttled', 'rejected'].includes(error.kind)
  return isSure ? new SystemFault('failed', { stage: error.stage, detail: error.message, cause: error }) : error
}

const MAX_REDIRECTS = 5
const withPassword = 'form:has(input[type="password" i])'

/**
 * Reads a web application that has no other interface, as a person with a browser would. One login serves all calls.
 */
export function createHtmlSession({ http, login, assumeCharset, maxPageBytes }: HtmlOptions): HtmlSession {
  const base = baseOf(http.url)
  const formSelector = login?.selector ?? withPassword

  const session = createSession<CookieJar>({
    async open(call) {
      const jar = createCookieJar()
      if (login !== undefined) await logIn(login, jar, call)
      return { token: jar, expiresInMs: login?.expiresInMs }
    }
  })

  async function logIn({ path, form, isLoggedIn }: HtmlLogin, jar: CookieJar, call: Call): Promise<void> {
    const stage = 'log in'
    const shown = await follow(jar, { path, stage }, call)
    const page = await read(shown, stage)
    if (page(formSelector).length === 0)
      throw new SystemFault('unreadable', { stage, detail: 'has no login form where it used to be' })
    const { action, fields } = fillForm(page, formSelector, form(page), stage)
    const target = below(action, shown.url, stage)
    const next = await read(await follow(jar, { path: pathBelow(target), form: fields, stage }, call), stage)
    if (isLoggedIn(next)) return
    throw next(formSelector).length > 0
      ? new SystemFault('denied', { stage, detail: 'refused the credentials' })
      : new SystemFault('unreadable', { stage, detail: 'answered the login with a page that was not expected' })
  }

  async function open(
    jar: CookieJar,
    request: PageRequest & { accept404?: boolean },
    call: Call
  ): Promise<HtmlPage | undefined> {
    const { stage, isWrite = false } = request
    const arrived = await follow(jar, request, call)
    if (arrived.answer.status === 404 && request.accept404) return undefined
    const page = await read(arrived, stage, isWrite).catch((error: unknown) => {
      throw isWrite && arrived.isFollowed ? unclear(error) : error
    })
    if (login === undefined || login.isLoggedIn(page)) return page
    throw page(formSelector).length > 0
      // The form may have been taken before the session ended: it must not be sent again at once.
      ? new SystemFault(isWrite ? 'failed' : 'denied', { stage, detail: 'asks for the login again' })
      : new SystemFault('unreadable', { stage, detail: 'sent a page that was not expected' })
  }

  async function follow(jar: CookieJar, request: PageRequest, call: Call): Promise<Arrived> {
    const { stage } = request
    let next: Omit<HttpRequest, 'stage'> = { path: request.path, ...(request.query && { query: request.query }),
      ...(request.form && { form: request.form }) }
    let url = new URL(addressOf(request.path), base)
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const answer = await http.send({ ...next, headers: { accept: 'text/html', cookie: jar.header(url) },
        redirects: 'answer', stage }, call)
        .catch((error: unknown) => {
          throw request.isWrite && hop > 0 ? unclear(error) : error
        })
      jar.store(answer.headers['set-cookie'], url)
      const { status } = answer
      const location = answer.headers['location']
      if (status < 300 || status >= 400 || typeof location !== 'string') return { answer, url, isFollowed: hop > 0 }
      url = below(location, url, stage)
      // RFC 9110 15.4: a form that was answered with "found" is not sent again.
      const again = status === 307 || status === 308
      next = { path: pathBelow(url), ...(again && next.form && { form: next.form }) }
    }
    throw new SystemFault('unreadable', { stage, detail: `redirects more than ${MAX_REDIRECTS} times` })
  }

  async function read({ answer }: Arrived, stage: string, isWrite = false): Promise<HtmlPage> {
    const fault = (isWrite ? writeStatusFault : statusFault)(answer, stage)
    if (fault) throw fault
    if (answer.status >= 300)
      throw new SystemFault('failed', { stage, detail: `answered with status ${answer.status}` })
    return readPage(answer, { stage, assumeCharset, maxPageBytes })
  }

  /**
   * An address that a page or a redirect names. Cookies and passwords go nowhere but below the system's own address.
   */
  function below(address: string, from: URL, stage: string): URL {
    const url = URL.canParse(address, from) ? new URL(address, from) : undefined
    if (url?.origin !== base.origin || !url.pathname.startsWith(base.pathname)) {
      throw new SystemFault('unreadable', { stage, detail: 'leads to another address' })
    }
    return url
  }

  function pathBelow({ pathname, search }: URL): string {
    return pathname.slice(base.pathname.length) + search
  }

  /** The page with the form may ask for the login, and is then opened again. What was sent is not sent again. */
  function submit({ path, query, selector, values, stage }: FormRequest, call: Call): Promise<HtmlPage> {
    return session.use(call, async jar => {
      const shown = (await open(jar, { path, ...(query && { query }), stage }, call))!
      const { action, fields } = fillForm(shown, selector, values, stage)
      const target = below(action, new URL(addressOf(path), base), stage)
      return (await open(jar, { path: pathBelow(target), form: fields, isWrite: true, stage }, call))!
    })
  }

  function page(request: PageRequest & { accept404: true }, call: Call): Promise<HtmlPage | undefined>
  function page(request: PageRequest & { accept404?: false }, call: Call): Promise<HtmlPage>
  function page(request: PageRequest & { accept404?: boolean }, call: Call): Promise<HtmlPage | undefined> {
    return session.use(call, jar => open(jar, request, call))
  }
  return { page, submit }
}

function baseOf(url: string): URL {
  const base = new URL(url)
  return new URL(base.pathname.endsWith('/') ? base : `${base.origin}${base.pathname}/`)
}

function addressOf(path: PageRequest['path']): string {
  return typeof path === 'string' ? path.replace(/^\//, '') : path.map(segment => encodeURIComponent(segment)).join('/')
}
