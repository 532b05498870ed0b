/** `2026-11-20 08:15:00`, in the zone of the city. */
export function clock(time: string | undefined): string {
  return time === undefined ? '-' : time.slice(0, 19).replace('T', ' ')
}
