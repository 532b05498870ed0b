import type { Answer } from '../answer.ts'
import type { DemoCity } from '../city/city.ts'
import type { Exchange, LegacyProtocol } from '../legacy-system.ts'
import { asJson, asXml, createFeeds, type FeedName, feedNames } from './weather-feeds.ts'
import { createQuakes } from './weather-quakes.ts'
import { cap, createWarnings, rss } from './weather-warnings.ts'

export interface WeatherOptions {
  now?: () => number
  /** How many earthquakes a list holds at most; 15 unless told. */
  most?: number
  /** Requests a minute from one address; 60 unless told. */
  perMinute?: number
}

const FEED = /^\/DataMKG\/TEWS\/([a-z]+)\.(json|xml)$/
const ALERT = /^\/alerts\/nowcast\/id\/([A-Z]{3}\d{11})_alert\.xml$/
const MINUTE = 60_000

/** BMKG's open data: earthquakes as JSON and XML, weather warnings as RSS and CAP, sixty requests a minute. */
export function createWeatherSystem(
  city: DemoCity,
  { now = Date.now, most = 15, perMinute = 60 }: WeatherOptions = {}
): LegacyProtocol {
  const feeds = createFeeds(createQuakes(), most)
  const warnings = createWarnings(city)
  const windows = new Map<string, { since: number; count: number }>()

  /** Seconds to wait, when the address has used up its minute. */
  function tooMany(address: string): number | undefined {
    const at = now()
    const last = windows.get(address)
    const window = last === undefined || at - last.since >= MINUTE ? { since: at, count: 0 } : last
    windows.set(address, window)
    return ++window.count > perMinute ? Math.max(1, Math.ceil((window.since + MINUTE - at) / 1000)) : undefined
  }

  function find({ pathname }: URL): Answer {
    const [, feed, format] = FEED.exec(pathname) ?? []
    if (isFeed(feed)) return format === 'json' ? json(asJson(feeds[feed])) : xml(asXml(feeds[feed]))
    if (pathname === '/alerts/nowcast/id' || pathname === '/alerts/nowcast/id/rss.xml') return xml(rss(warnings))
    const [, code] = ALERT.exec(pathname) ?? []
    const warning = warnings.find(warning => warning.code === code && warning.there)
    return warning === undefined ? page(404, 'Not Found') : xml(cap(warning))
  }

  return {
    id: 'weather',
    operation({ url: { pathname } }) {
      const [, feed] = FEED.exec(pathname) ?? []
      if (isFeed(feed)) return feed
      if (pathname.startsWith('/alerts/nowcast/id')) return ALERT.test(pathname) ? 'alert' : 'nowcast'
      return 'unknown'
    },
    answer({ request, url }: Exchange) {
      if (request.method !== 'GET') return page(405, 'Not Allowed')
      const seconds = tooMany(request.socket.remoteAddress ?? '')
      return seconds === undefined
        ? find(url)
        : { ...page(429, 'Too Many Requests'),
          headers: { 'content-type': 'text/html', 'retry-after': String(seconds) } }
    },
    failure: () => page(502, 'Bad Gateway'),
    records: () => [],
    environment: url => ({ WEATHER_URL: url })
  }
}

function isFeed(name: string | undefined): name is FeedName {
  return (feedNames as readonly (string | undefined)[]).includes(name)
}

const json = (body: string): Answer => ({ headers: { 'content-type': 'application/json' }, body })
const xml = (body: string): Answer => ({ headers: { 'content-type': 'text/xml; charset=utf-8' }, body })

function page(status: number, title: string): Answer {
  const body = `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n<center><h1>${status} ` +
    `${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
  return { status, headers: { 'content-type': 'text/html' }, body }
}
