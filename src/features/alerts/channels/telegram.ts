import type { Sender } from '../../webhooks/index.ts'
import type { Message } from '../message.ts'
import { type Channel, resultOf, type SendResult } from './channel.ts'

/** The Bot API takes 4,096 characters; some are kept for what tells that there was more. */
const MOST_CHARACTERS = 3_900
const ANSWER_BYTES = 16_384

interface BotAnswer {
  ok?: unknown
  parameters?: { retry_after?: unknown }
}

/**
 * Sends messages by `sendMessage` of the Bot API, or of what speaks it. The token stands in the address, so that is
 * never told.
 */
export function createTelegramChannel(sender: Sender): Channel {
  return {
    async send({ telegram }, { message }, signal) {
      if (telegram === undefined) throw new Error('no telegram')
      const { url, token, chat } = telegram
      const body = JSON.stringify({ chat_id: chat, text: textOf(message), parse_mode: 'HTML',
        link_preview_options: { is_disabled: true } })
      const answer = await sender.send(`${url.replace(/\/+$/, '')}/bot${token}/sendMessage`, {
        headers: { 'content-type': 'application/json' },
        body,
        answerBytes: ANSWER_BYTES
      }, signal)
      return judge(resultOf(answer), readAnswer(answer.text))
    }
  }
}

function judge(result: SendResult, said: BotAnswer | undefined): SendResult {
  if (result.outcome === 'sent' && said?.ok !== true)
    return { outcome: 'busy', detail: 'answered with what is no answer of the Bot API' }
  const seconds = said?.parameters?.retry_after
  return typeof seconds === 'number' && seconds > 0 ? { ...result, retryAfterMs: seconds * 1_000 } : result
}

function readAnswer(text: string | undefined): BotAnswer | undefined {
  try {
    return JSON.parse(text ?? '') as BotAnswer
  } catch {
    return undefined
  }
}

/** The title in bold, and as many whole lines as there is room for. */
export function textOf({ title, lines }: Message): string {
  let text = `<b>${escapeText(title)}</b>\n`
  for (const line of lines) {
    const next = `${escapeText(line)}\n`
    if (text.length + next.length > MOST_CHARACTERS) return `${text}...`
    text += next
  }
  return text.trimEnd()
}

/** All that the Bot API's HTML has to be told as. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
