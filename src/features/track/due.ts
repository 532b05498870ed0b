import type { Clock, FirstClock } from '../../gateway/reads/clocks.ts'
import type { WorkingDays } from '../../kit/indonesia/working-days.ts'
import type { Words } from './words.ts'

/** What is due on a case, and by when. */
export interface Due {
  step: Clock['step'] | FirstClock['step'] | 'decide' | 'pay'
  waitsFor: 'office' | 'resident'
  /** `YYYY-MM-DD` */
  dueOn: string
  remainingWorkingDays: number
  overdue: boolean
  estimated: boolean
  text: Words
}

/** What comes before the day. */
const steps: Readonly<Record<Due['step'], Words>> = {
  forward: { id: 'Diteruskan ke dinas yang berwenang paling lambat', en: 'To be passed on to the agency in charge by' },
  reply: { id: 'Dijawab oleh dinas paling lambat', en: 'To be answered by the agency by' },
  close: { id: 'Anda dapat menanggapi sampai', en: 'You may react until' },
  answer: { id: 'Dijawab oleh petugas informasi paling lambat', en: 'To be answered by the information office by' },
  object: { id: 'Anda dapat mengajukan keberatan sampai', en: 'You may object until' },
  answer_objection: { id: 'Keberatan dijawab paling lambat', en: 'The objection is to be answered by' },
  dispute: { id: 'Anda dapat mengajukan sengketa ke Komisi Informasi sampai',
    en: 'You may go to the Information Commission until' },
  decide: { id: 'Dijanjikan selesai oleh kantor perizinan paling lambat', en: 'Promised by the licensing office by' },
  pay: { id: 'Bayar paling lambat', en: 'To be paid by' }
}

/** The time limit of the law, as the hub counts it. */
export function dueOfClock(clock: Clock | FirstClock): Due {
  const { step, waits_for: waitsFor, due_on: dueOn, remaining_working_days: remaining, overdue, estimated } = clock
  return due({ step, waitsFor, dueOn, remainingWorkingDays: remaining, overdue, estimated })
}

/** A day that the system itself names, such as the one that an office has promised. */
export function dueOnDay(step: 'decide' | 'pay', dueOn: string, today: string, calendar: WorkingDays): Due {
  return due({
    step,
    waitsFor: step === 'pay' ? 'resident' : 'office',
    dueOn,
    remainingWorkingDays: calendar.between(today, dueOn),
    overdue: today > dueOn,
    estimated: !calendar.knows(today, dueOn)
  })
}

function due(about: Omit<Due, 'text'>): Due {
  const { step, dueOn, remainingWorkingDays: days, overdue } = about
  const left = overdue ? late(-days) : { id: `${days} hari kerja lagi`, en: `${workingDays(days)} left` }
  return { ...about,
    text: { id: `${steps[step].id} ${dayOf(dueOn, 'id')} (${left.id}).`,
      en: `${steps[step].en} ${dayOf(dueOn, 'en')} (${left.en}).` } }
}

/** On the days off that follow the last day no working day has passed. */
function late(days: number): Words {
  return days === 0
    ? { id: 'sudah lewat', en: 'that is over' }
    : { id: `sudah lewat ${days} hari kerja`, en: `${workingDays(days)} ago` }
}

function workingDays(days: number): string {
  return `${days} working ${days === 1 ? 'day' : 'days'}`
}

const written = {
  id: new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** `3 Desember 2026` */
export function dayOf(date: string, language: 'id' | 'en'): string {
  return written[language].format(new Date(`${date}T00:00:00Z`))
}
