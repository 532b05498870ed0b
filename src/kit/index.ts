/** All that an adapter author imports. Drivers behind it are loaded when they are first used. */
export * from './adapter.ts'
export { type AgencyFinder, agencyIdOf, createAgencyFinder } from './agency-names.ts'
export * from './call.ts'
export { type CkanClient, type CkanOptions, type CkanPackage, type CkanSearch, createCkan, type DatastorePage,
  type DatastoreQuery } from './connectors/ckan.ts'
export { createFeed, type Feed, type FeedClient, type FeedInput, type FeedItem, type FeedOptions, type FeedReading,
  readFeed } from './connectors/feed.ts'
export { createFiles, type FilesClient, type FilesOptions, type RemoteFile } from './connectors/files/files.ts'
export { filesOptions, FilesSettings } from './connectors/files/settings.ts'
export { type DetailsOptions, readDetails } from './connectors/html-details.ts'
export { readTable, type TableCell, type TableColumns, type TableOptions } from './connectors/html-table.ts'
export { createHtmlSession, type FormFields, type FormRequest, type HtmlLogin, type HtmlOptions, type HtmlPage,
  type HtmlSession, type PageRequest } from './connectors/html.ts'
export { createHttp, type HttpAnswer, type HttpClient, type HttpOptions, type HttpRequest,
  type Parameters } from './connectors/http.ts'
export { parseJson } from './connectors/json.ts'
export { createMqtt, type MqttClient, type MqttMessage, type MqttOptions } from './connectors/mqtt.ts'
export { type NumberedPage, type PagedOptions, readPaged } from './connectors/paged.ts'
export { createSession, type Opened, type Session, type SessionOptions } from './connectors/session.ts'
export { createSoap, type SoapAnswer, type SoapCall, type SoapClient, SoapFault, type SoapOptions,
  type SoapParameters } from './connectors/soap.ts'
export { sqlOptions, SqlSettings } from './connectors/sql/settings.ts'
export { createSql, type Dialect, type SqlClient, type SqlField, type SqlOptions, type SqlParameters,
  type SqlValue } from './connectors/sql/sql.ts'
export { sampleTable, type SqlColumn, type SqlTable } from './connectors/sql/table.ts'
export { statusFault, writeStatusFault } from './connectors/status-faults.ts'
export { readXml, type XmlDocument, type XmlOptions, type XmlRecord } from './connectors/xml.ts'
export { decodeBody, type Decoded, decodeEntitiesOnce, decodeEntitiesTwice, type DecodeOptions,
  repairMojibake } from './encoding.ts'
export * from './faults.ts'
export { compact, type DateFieldOptions, type FieldReader, type LocationFields, type LocationRow } from './fields.ts'
export { type CsvOptions, type CsvRow, readCsv } from './formats/csv.ts'
export { type DbfInfo, type DbfOptions, type DbfRow, type DbfValue, readDbf } from './formats/dbf.ts'
export { type ControlRecord, type FixedField, type FixedRow, type FixedWidthOptions,
  readFixedWidth } from './formats/fixed-width.ts'
export type { BadRow, ByteSource, RowOptions } from './formats/source.ts'
export { readXlsx, type XlsxOptions, type XlsxRow, type XlsxValue } from './formats/xlsx.ts'
export { readXmlRows, type XmlRow, type XmlRowsOptions } from './formats/xml-rows.ts'
export { type IdParts, parseId, toId } from './ids.ts'
export * from './indonesia/index.ts'
export { type MultipartFile, writeMultipart } from './multipart.ts'
export { needed } from './needed.ts'
export { compactNumber, type NumberForm } from './numbers.ts'
export { pick } from './pick.ts'
export { absent, createNotes, found, type Notes, type Parsed, type QualityCode, type QualityNote,
  rejected } from './quality.ts'
export { receiptMark, takeReceipt, updateKey } from './receipt.ts'
export { REDACTED, redactPersonalNumbers } from './redact.ts'
export { refusedFields } from './refused-fields.ts'
export { sanitiseHtml, type SanitiseOptions } from './sanitise-html.ts'
export { type SystemTls } from './tls.ts'
export * from './writer.ts'
export { escapeXml, writeXmlText } from './xml-text.ts'
