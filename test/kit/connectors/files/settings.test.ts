import t from 'tap'
import { filesOptions } from '../../../../src/kit/connectors/files/settings.ts'

t.test('the name of the login may stand beside the url', t => {
  const urlOf = (url: string, user?: string): string => filesOptions({ url, ...(user !== undefined && { user }) }).url
  t.equal(urlOf('ftp://10.20.0.4/drop', 'satu'), 'ftp://satu@10.20.0.4/drop')
  t.equal(urlOf('sftp://10.20.0.4:2222/drop', 'sa tu@x/%'), 'sftp://sa%20tu%40x%2F%25@10.20.0.4:2222/drop')
  t.equal(urlOf('ftps://old@10.20.0.4/', 'satu'), 'ftps://satu@10.20.0.4/')
  t.equal(urlOf('ftp://satu@10.20.0.4/drop'), 'ftp://satu@10.20.0.4/drop')
  t.equal(urlOf('file:///srv/drop', 'satu'), 'file:///srv/drop', 'a folder has none')
  t.equal(urlOf('file:drop', 'satu'), 'file:drop')
  t.end()
})

t.test('settings become options, and nothing that was not given', t => {
  t.strictSame(filesOptions({ url: 'file:drop' }), { url: 'file:drop' })
  t.strictSame(
    filesOptions({ url: 'sftp://h/', user: 'u', password: 'p', private_key: 'k', passphrase: 'w',
      host_key: 'SHA256:x' }, { ca: 'c' }),
    {
      url: 'sftp://u@h/',
      password: 'p',
      privateKey: 'k',
      passphrase: 'w',
      hostKey: 'SHA256:x',
      tls: { ca: 'c' }
    }
  )
  t.end()
})
