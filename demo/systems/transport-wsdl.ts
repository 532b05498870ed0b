import { NAMESPACE } from './transport-soap.ts'

type Parameter = readonly [name: string, type: 'string' | 'int']

const LOGIN: readonly Parameter[] = [
  ['user', 'string'],
  ['password', 'string']
]
const PAGE: readonly Parameter[] = [
  ['mulai', 'int'],
  ['jumlah', 'int'],
  ['urut', 'string'],
  ['status', 'string']
]

const OPERATIONS: Readonly<Record<string, { parameters: readonly Parameter[]; result: 'Hasil' | 'Baris' }>> = {
  DaftarIzin: { parameters: [...LOGIN, ...PAGE], result: 'Hasil' },
  DetailIzin: { parameters: [...LOGIN, ['nomor', 'string']], result: 'Baris' },
  DaftarPermohonan: { parameters: [...LOGIN, ...PAGE], result: 'Hasil' },
  DetailPermohonan: { parameters: [...LOGIN, ['agenda', 'string']], result: 'Baris' },
  DaftarKejadian: { parameters: [...LOGIN, ...PAGE], result: 'Hasil' },
  DetailKejadian: { parameters: [...LOGIN, ['nomor', 'string']], result: 'Baris' },
  LaporKejadian: {
    parameters: [
      ...LOGIN,
      ['rujukan', 'string'],
      ['kd_kejadian', 'string'],
      ['tgl_kejadian', 'string'],
      ['lokasi', 'string'],
      ['kelurahan', 'string'],
      ['kecamatan', 'string'],
      ['koordinat', 'string'],
      ['dampak', 'string'],
      ['pelapor', 'string'],
      ['telp', 'string']
    ],
    result: 'Baris'
  },
  CariLaporan: { parameters: [...LOGIN, ['rujukan', 'string']], result: 'Hasil' },
  JenisIzin: { parameters: LOGIN, result: 'Hasil' }
}

/** The description served at `?wsdl`: RPC/encoded, as PHP toolkits of 2010 wrote it. */
export function describeService(address: string): string {
  const names = Object.keys(OPERATIONS)
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"
  xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:tns="${NAMESPACE}" name="izin" targetNamespace="${NAMESPACE}">
<types><xsd:schema targetNamespace="${NAMESPACE}">
 <xsd:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
 <xsd:complexType name="Baris"><xsd:sequence>\
<xsd:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xsd:sequence></xsd:complexType>
 <xsd:complexType name="DaftarBaris"><xsd:complexContent><xsd:restriction base="SOAP-ENC:Array">
  <xsd:attribute ref="SOAP-ENC:arrayType" wsdl:arrayType="tns:Baris[]"/></xsd:restriction></xsd:complexContent>\
</xsd:complexType>
 <xsd:complexType name="Hasil"><xsd:all><xsd:element name="JUMLAH_TOTAL" type="xsd:int"/>\
<xsd:element name="DATA" type="tns:DaftarBaris"/></xsd:all></xsd:complexType>
</xsd:schema></types>
${names.map(messages).join('\n')}
<portType name="izinPortType">
${
    names.map(name =>
      ` <operation name="${name}"><input message="tns:${name}Request"/>` +
      `<output message="tns:${name}Response"/></operation>`
    ).join('\n')
  }
</portType>
<binding name="izinBinding" type="tns:izinPortType">\
<soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
${names.map(binding).join('\n')}
</binding>
<service name="izin"><port name="izinPort" binding="tns:izinBinding">\
<soap:address location="${address}"/></port></service>
</definitions>
`
}

function messages(name: string): string {
  const { parameters, result } = OPERATIONS[name] ?? { parameters: [], result: 'Baris' }
  const parts = parameters.map(([part, type]) => `<part name="${part}" type="xsd:${type}"/>`).join('')
  return (
    `<message name="${name}Request">${parts}</message>\n` +
    `<message name="${name}Response"><part name="return" type="tns:${result}"/></message>`
  )
}

function binding(name: string): string {
  const body =
    `<soap:body use="encoded" namespace="${NAMESPACE}" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/>`
  return (
    ` <operation name="${name}"><soap:operation soapAction="${NAMESPACE}#${name}" style="rpc"/>` +
    `<input>${body}</input><output>${body}</output></operation>`
  )
}
