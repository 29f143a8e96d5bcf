/** @param {string} kind of device @returns {string} where one is opened */
export function pageOf(kind) {
  return `${location.origin}/${kind === 'tablet' ? 'tablet' : 'admin'}`;
}

/** What sets a device up that opens it. The code behind the # is sent to no server. @param {string} kind @param {string} code */
export function pairingAddress(kind, code) {
  return `${pageOf(kind)}#pair=${code}`;
}

/** Where somebody chooses a password who was invited to. @param {string} code */
export function invitationAddress(code) {
  return `${location.origin}/invitation#code=${code}`;
}

/**
 * Has an address drawn, in the body of a request and not in an address of its own.
 *
 * @param {string} text @param {(path: string, request: import('./api.js').Request) => Promise<{body: any} | null>} ask
 * @returns {Promise<string[] | null>} rows of a QR code; null where none can be had, which costs somebody some typing
 */
export async function qrCodeOf(text, ask) {
  try {
    const answer = await ask('/auth/qr-codes', { method: 'POST', body: { text } });
    return answer?.body.qr_code ?? null;
  } catch {
    return null;
  }
}
