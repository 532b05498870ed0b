import { cityFile } from '../../platform/config/city-file.ts'
import { refuseEach } from '../../platform/config/refused.ts'

refuseEach(`${cityFile}identity: { issuers: { city: { issuer: "https://id.example.go.id" } } }
command_center: { sign_in: { issuer: city, client_id: command-center } }
`, [{
  name: 'a sign-in with an issuer that there is not',
  change: [['sign_in: { issuer: city', 'sign_in: { issuer: citi']],
  at: 'citi,',
  path: 'command_center.sign_in.issuer',
  message: 'unknown issuer "citi"; did you mean "city"?',
  allowed: ['city']
}])
