/** Whether a spreadsheet would take the text for a formula (CWE-1236). */
export function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text)
}
