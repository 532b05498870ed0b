import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { createFinanceSystem } from '../../demo/systems/finance.ts'

const city = createDemoCity()
const system = createFinanceSystem(city, { writtenAt: new Date('2026-11-20T19:00:00Z') })
const files = new Map(system.files().map(({ name, bytes }) => [name, bytes.toString('utf8')]))
const of = (year: number): string => files.get(`Ref_Sub_Unit_${year}.csv`) ?? ''
const rows = (year: number): string[] => of(year).split('\r\n').slice(2, -3)

t.test('there is a file for each budget year, as sqlcmd writes it', t => {
  t.same([...files.keys()], Array.from({ length: 12 }, (_, index) => `Ref_Sub_Unit_${2015 + index}.csv`))
  for (const text of files.values()) {
    t.match(text, /^\ufeffKd_Urusan;Kd_Bidang;Kd_Unit;Kd_Sub;Nm_Sub_Unit\r\n-+;-+;-+;-+;-+\r\n/,
      'with a byte order mark')
    t.equal(text.split('\r\n').at(-2), `(${text.split('\r\n').length - 5} rows affected)`)
  }
  t.same(createFinanceSystem(city, { writtenAt: new Date('2026-12-31T17:00:00Z') }).files().at(-1)?.name,
    'Ref_Sub_Unit_2027.csv', "by the city's clock")
  t.end()
})

t.test('codes are integers, and pass to others with the reorganisation', t => {
  t.ok(rows(2016).includes('1;20;5;1;Dinas Pencegahan dan Penanggulangan Kebakaran'))
  t.ok(rows(2017).some(row => row.trimEnd() === '1;20;5;1;Badan Kepegawaian, Pendidikan dan Pelatihan'))
  t.ok(rows(2017).some(row => row.trimEnd() === '1;5;1;1;Dinas Kebakaran dan Penanggulangan Bencana'))
  t.end()
})

t.test('names are typed anew each year', t => {
  const spelled = [2015, 2016, 2017].map(year => rows(year).find(row => row.startsWith('1;20;12;1;'))?.trimEnd())
  t.equal(new Set(spelled).size, 3, spelled.join(', '))
  t.ok(rows(2019).some(row => row.includes(' & ')))
  t.ok(rows(2018).some(row => row.endsWith(';NULL')))
  t.ok(rows(2020).some(row => row.endsWith('  ')))
  t.end()
})

t.test("a job that failed leaves the error of the server in the present year's file", t => {
  const failed = system.failure()
  t.equal(failed.length, 12)
  t.match(failed.at(-1)?.bytes.toString(), /^\ufeffMsg 4060, Level 11/)
  t.equal(failed[0]?.bytes.toString(), of(2015))
  t.end()
})
