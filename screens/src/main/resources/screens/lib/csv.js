/**
 * Lines for spreadsheets: UTF-8 with a mark that says so.
 *
 * @param {string} header @param {(string | number)[][]} rows cells as they are to stand there, see {@link cell}
 */
export function csv(header, rows) {
  return `\uFEFF${[header, ...rows.map((row) => row.join(','))].join('\r\n')}\r\n`;
}

/** A text is never taken for a formula by a spreadsheet. @param {string} text */
export function cell(text) {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** An amount with its decimals, nothing for none. @param {number | null} minor @param {number} minorUnits */
export function decimal(minor, minorUnits) {
  return minor === null ? '' : (minor / 10 ** minorUnits).toFixed(minorUnits);
}

/** Has the browser keep a file. @param {string} name @param {string} text */
export function save(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}
