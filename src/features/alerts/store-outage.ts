import { randomUUID } from 'node:crypto'
import type { Store } from '../../platform/store/database.ts'
import { type Known, knownOf, type Told, writeBegin, writeEnd } from './book.ts'
import { HUB } from './conditions.ts'
import { type AlertView, bodyOf, noticeOf } from './notices.ts'
import type { Post } from './post.ts'
import { type AlertsConfig, rulesOf } from './settings.ts'
import type { Sight } from './sight.ts'

/** Tells that the store takes nothing, of which nothing can be written down. */
export interface StoreOutage {
  /** Called while it fails: tells each receiver once, and those that did not take it again. */
  tell(sight: Sight): Promise<void>
  /**
   * Called when it works: writes down what was, and that it is over.
   * @throws SatuError store_unavailable
   */
  settle(now: number): Promise<void>
}

export interface StoreOutageOptions {
  store: Pick<Store, 'write'>
  config(): AlertsConfig
  post: Post
  view(alert: Known): AlertView
  signal: AbortSignal
}

/** Between two attempts to tell a receiver that does not take it. */
const RETRY_MS = 2_000

export function createStoreOutage({ store, config, post, view, signal }: StoreOutageOptions): StoreOutage {
  /** What is being told, by rule. */
  const outages = new Map<string, { id: string; known: Known }>()
  const triedAt = new Map<string, number>()

  async function send(receiver: string, outage: { id: string; known: Known }): Promise<void> {
    const key = `${receiver} ${outage.id}`
    const to = config().receivers[receiver]
    const now = Date.now()
    if (to === undefined || now - (triedAt.get(key) ?? 0) < RETRY_MS) return
    triedAt.set(key, now)
    const at = outage.known.firedAt
    const { outcome } = await post.send(to, { id: outage.id, at,
      body: bodyOf({ receiver, firing: [outage.known], again: [], resolved: [] }, view) }, signal)
    if (outcome === 'sent') outage.known.told = { ...outage.known.told, [receiver]: { at, of: 'firing' } }
  }

  return {
    async tell({ at: now, store: { isDown, isFull, since } }) {
      if (!isDown) return
      const { receivers } = config()
      for (const rule of rulesOf(config())) {
        if (rule.kind !== 'store' || now - since < rule.forSeconds * 1_000) continue
        const outage = outages.get(rule.name) ?? {
          id: `ntc-${randomUUID()}`,
          known: { id: '', key: `${rule.name} ${HUB}`, rule: rule.name, kind: 'store', severity: rule.severity,
            subject: HUB, system: null, agency: null, since, firedAt: now, resolvedAt: null, value: isFull ? 1 : 0,
            told: {}, acknowledged: false }
        }
        outages.set(rule.name, outage)
        const untold = (rule.to ?? Object.keys(receivers)).filter(receiver => outage.known.told[receiver] === undefined)
        // The hub that closes cuts them off.
        await Promise.all(untold.map(receiver => send(receiver, outage).catch(() => {})))
      }
    },
    async settle(now) {
      if (outages.size === 0) return
      const rules = new Map(rulesOf(config()).map(rule => [rule.name, rule]))
      await store.write(async db => {
        for (const [name, { known }] of outages) {
          const rule = rules.get(name)
          if (rule === undefined) continue
          const receivers = Object.keys(known.told)
          const told: Told = Object.fromEntries(
            receivers.map(receiver => [receiver, { at: now, of: 'resolved' as const }])
          )
          const row = await writeBegin(db, {
            condition: { key: known.key, rule, subject: HUB, system: null, agency: null, value: known.value },
            since: known.since
          }, known.firedAt, told)
          const over = { ...knownOf(row), resolvedAt: now }
          await writeEnd(db, [over.id], now)
          for (const receiver of receivers)
            await db.insertInto('alert_notices').values(
              noticeOf(receiver, bodyOf({ receiver, firing: [], again: [], resolved: [over] }, view), now)
            ).execute()
        }
      })
      outages.clear()
      triedAt.clear()
    }
  }
}
