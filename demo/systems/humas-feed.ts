import { localTime, type Post, SITE } from './humas-posts.ts'

const daysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const daysId = ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab']
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const monthsId = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des']
/** What PHP makes of 0000-00-00. */
const NO_DATE = 'Mon, 30 Nov -0001 00:00:00 +0000'

/** A feed as WordPress writes it. Its bytes are UTF-8, but for what was pasted as windows-1252. */
export function rss(posts: readonly Post[], title = 'Humas Kota Bandung'): Buffer {
  const head = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>

<channel>
	<title>${title}</title>
	<atom:link href="${SITE}/feed/" rel="self" type="application/rss+xml" />
	<link>${SITE}</link>
	<description>Berita &amp; pengumuman Pemerintah Kota Bandung</description>
	<lastBuildDate>${stated(Math.max(0, ...posts.map(({ at }) => at)))}</lastBuildDate>
	<language>id-ID</language>
	<sy:updatePeriod>hourly</sy:updatePeriod>
	<sy:updateFrequency>1</sy:updateFrequency>
	<generator>https://wordpress.org/?v=4.3.1</generator>
`
  return Buffer.concat([Buffer.from(head), ...posts.map(item), Buffer.from('</channel>\n</rss>\n')])
}

export function permalink({ at, slug }: Post): string {
  return `${SITE}/${localTime(at).slice(0, 10).replaceAll('-', '/')}/${slug}/`
}

function item(post: Post): Buffer {
  const { id, title, content, categories, creator, guid, picture } = post
  const text = content.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, '').trim()
  const xml = `	<item>
		<title>${title}</title>
		<link>${permalink(post)}</link>
		<comments>${permalink(post)}#comments</comments>
		<pubDate>${dateOf(post)}</pubDate>
		<dc:creator><![CDATA[${creator}]]></dc:creator>
${categories.map(category => `		<category><![CDATA[${category}]]></category>\n`).join('')}
		<guid isPermaLink="false">${guid.replaceAll('&', '&#038;')}</guid>
		<description><![CDATA[${text.slice(0, 160)} [&#8230;]]]></description>
${content === '' ? '' : `			<content:encoded><![CDATA[${content}]]></content:encoded>\n`}		<wfw:commentRss>${
    permalink(post)
  }feed/</wfw:commentRss>
		<slash:comments>${id % 4}</slash:comments>
${
    picture === undefined
      ? ''
      : `		<enclosure url="${picture}" length="${40_000 + id}" type="image/jpeg" />\n`
  }	</item>
`
  return post.wordQuotes ? asWord(xml) : Buffer.from(xml)
}

function dateOf({ at, undated, translatedDate }: Post): string {
  if (undated) return NO_DATE
  return translatedDate ? stated(at, daysId, monthsId) : stated(at)
}

/** The clock on the wall, labelled as if it were UTC: the server's zone was never set. */
function stated(at: number, days = daysEn, months = monthsEn): string {
  const local = localTime(at)
  return `${days[new Date(`${local}Z`).getUTCDay()]}, ${local.slice(8, 10)} ${months[Number(local.slice(5, 7)) - 1]} ${
    local.slice(0, 4)
  } ${local.slice(11)} +0000`
}

const wordBytes: Readonly<Record<string, number>> = { '“': 0x93, '”': 0x94, '‘': 0x91, '’': 0x92, '–': 0x96 }

function asWord(text: string): Buffer {
  return Buffer.concat(
    text.split(/([“”‘’–])/).map(part => Buffer.from(part in wordBytes ? [wordBytes[part]!] : Buffer.from(part)))
  )
}
