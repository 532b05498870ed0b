/** Fields that CKAN keeps among the extras of a data set, under names that each portal chooses. */
export type ExtraField = 'frequency' | 'temporal_start' | 'temporal_end' | 'concept' | 'definition' | 'classification'
  | 'measure' | 'unit' | 'reference_code' | 'steward'

/**
 * Names of extras as portals have them, in any case and punctuation: those of CKAN's extensions and those of the forms
 * of Satu Data Indonesia.
 */
export const extraNames: Readonly<Record<string, ExtraField>> = {
  'frequency': 'frequency',
  'update frequency': 'frequency',
  'accrual periodicity': 'frequency',
  'frekuensi': 'frequency',
  'frekuensi penerbitan': 'frequency',
  'frekuensi pembaruan': 'frequency',
  'frekuensi dataset': 'frequency',
  'temporal start': 'temporal_start',
  'temporal coverage from': 'temporal_start',
  'tahun awal': 'temporal_start',
  'periode awal': 'temporal_start',
  'temporal end': 'temporal_end',
  'temporal coverage to': 'temporal_end',
  'tahun akhir': 'temporal_end',
  'periode akhir': 'temporal_end',
  'konsep': 'concept',
  'concept': 'concept',
  'definisi': 'definition',
  'definition': 'definition',
  'klasifikasi': 'classification',
  'classification': 'classification',
  'ukuran': 'measure',
  'measure': 'measure',
  'satuan': 'unit',
  'satuan data': 'unit',
  'unit': 'unit',
  'kode referensi': 'reference_code',
  'reference code': 'reference_code',
  'walidata': 'steward',
  'steward': 'steward'
}

/** In words, in the words of the European list, and in ISO 8601. */
export const frequencies: Readonly<Record<string, string>> = {
  'terus menerus': 'continuous',
  'realtime': 'continuous',
  'continuous': 'continuous',
  'harian': 'daily',
  'setiap hari': 'daily',
  'daily': 'daily',
  'r/p1d': 'daily',
  'mingguan': 'weekly',
  'weekly': 'weekly',
  'r/p1w': 'weekly',
  'r/p7d': 'weekly',
  'bulanan': 'monthly',
  'setiap bulan': 'monthly',
  '1 bulan sekali': 'monthly',
  'monthly': 'monthly',
  'r/p1m': 'monthly',
  'triwulanan': 'quarterly',
  '3 bulan sekali': 'quarterly',
  'quarterly': 'quarterly',
  'r/p3m': 'quarterly',
  'semesteran': 'semiannual',
  '6 bulan sekali': 'semiannual',
  'semiannual': 'semiannual',
  'r/p6m': 'semiannual',
  'tahunan': 'annual',
  'setiap tahun': 'annual',
  '1 tahun sekali': 'annual',
  'setahun sekali': 'annual',
  'annual': 'annual',
  'annually': 'annual',
  'yearly': 'annual',
  'r/p1y': 'annual',
  'dua tahunan': 'biennial',
  '2 tahun sekali': 'biennial',
  'biennial': 'biennial',
  'r/p2y': 'biennial',
  'lima tahunan': 'quinquennial',
  '5 tahun sekali': 'quinquennial',
  'r/p5y': 'quinquennial',
  'sesuai kebutuhan': 'irregular',
  'insidental': 'irregular',
  'tidak tetap': 'irregular',
  'irregular': 'irregular'
}

/** Formats that are typed in other words; all others are written in capitals. */
export const formats: Readonly<Record<string, string>> = {
  'TEXT/CSV': 'CSV',
  'COMMA SEPARATED VALUES': 'CSV',
  'APPLICATION/JSON': 'JSON',
  'GEOJSON': 'GeoJSON',
  'APPLICATION/GEO+JSON': 'GeoJSON',
  'APPLICATION/VND.GEO+JSON': 'GeoJSON',
  'APPLICATION/PDF': 'PDF',
  'APPLICATION/VND.MS-EXCEL': 'XLS',
  'MICROSOFT EXCEL': 'XLS',
  'EXCEL': 'XLS',
  'APPLICATION/VND.OPENXMLFORMATS-OFFICEDOCUMENT.SPREADSHEETML.SHEET': 'XLSX',
  'SHAPEFILE': 'SHP',
  'ESRI SHAPEFILE': 'SHP',
  'APPLICATION/XML': 'XML',
  'TEXT/XML': 'XML',
  'TEXT/HTML': 'HTML',
  'TEXT/PLAIN': 'TXT'
}
