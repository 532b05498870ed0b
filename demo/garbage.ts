import type { Answer } from './answer.ts'

const phpError = `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><title>Database Error</title></head><body>
<div style="border:1px solid #990000;padding-left:20px;margin:0 0 10px 0;">
<h4>A PHP Error was encountered</h4>
<p>Severity: Warning</p>
<p>Message: mysql_connect(): Too many connections</p>
<p>Filename: database/mysql_driver.php</p>
<p>Line Number: 91</p>
</div></body></html>`

/** Something that is not the system's protocol: by turns the page of a broken PHP and bytes of no meaning. */
export function brokenPage(turn: number): Answer {
  if (turn % 2 === 0) return { headers: { 'content-type': 'text/html; charset=UTF-8' }, body: phpError }
  return { headers: { 'content-type': 'application/octet-stream' }, body: garbageBytes(512, turn) }
}

export function garbageBytes(length: number, turn: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 167 + turn * 29) & 0xff
  return bytes
}
