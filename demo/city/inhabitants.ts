import type { District, Village } from './regions.ts'

export interface Address {
  street: string
  number: string
  rt: string
  rw: string
  postalCode: string
  village: Village
  district: District
  lat: number
  long: number
}

export interface Person {
  /** 16 digits, serial 9990-9999. */
  nik: string
  /** Family card number; the members of a household share it and the address. The first of them is its head. */
  kk: string
  /** As on the card: upper case, titles included. */
  name: string
  sex: 'L' | 'P'
  /** YYYY-MM-DD. */
  birthDate: string
  birthPlace: string
  /** `08...` */
  phone: string
  email: string
  occupation: string
  address: Address
}

export interface Business {
  name: string
  form: string
  /** `99.999.999.9-999.999` with a right check digit. */
  npwp: string
  owner: Person
  address: Address
}
