import { reasonOf } from '../lib/api.js';
import { html, nothing, typedIn } from '../lib/html.js';
import { t } from '../lib/i18n.js';

/** A dish's card on the tablet is 10 to 7; its picture is cut to that and made no larger than the server keeps it. */
const SIZE = { width: 1_280, height: 914 };
const QUALITY = 0.9;
/** The screen makes a JPEG of whatever the browser can show. */
const TAKES = 'image/jpeg,image/png,image/webp';

/** The picture of the dish whose form is open: an address that is typed, or a file that is sent and gets one. */
export class PictureField {
  /** @type {HTMLCanvasElement | null} what is sent, as it will be seen */
  preview = null;
  /** @type {'idle' | 'sending' | 'sent'} */
  state = 'idle';
  /** @type {string | null} */
  failure = null;
  #send;
  #changed;

  /**
   * @param {string} url of the dish's picture, empty for none
   * @param {(file: Blob) => Promise<string>} send keeps a picture and says under which address
   * @param {() => void} changed
   */
  constructor(url, send, changed) {
    this.url = url;
    this.#send = send;
    this.#changed = changed;
  }

  /** @param {string} url */
  type(url) {
    this.url = url.trim();
    this.preview = null;
    this.state = 'idle';
    this.failure = null;
    this.#changed();
  }

  /** @param {File | undefined} file */
  async choose(file) {
    if (!file || this.state === 'sending') return;
    this.state = 'sending';
    this.failure = null;
    this.#changed();
    try {
      this.preview = await cropped(file);
      this.#changed();
      this.url = await this.#send(await asJpeg(this.preview));
      this.state = 'sent';
    } catch (failure) {
      this.state = 'idle';
      this.failure = failure instanceof NotAPicture ? t('picture.unreadable') : reasonOf(failure);
    }
    this.#changed();
  }
}

class NotAPicture extends Error {}

/** The middle of a picture, in the form of a card. @param {File} file */
async function cropped(file) {
  const picture = await createImageBitmap(file).catch(() => {
    throw new NotAPicture();
  });
  const scale = Math.max(SIZE.width / picture.width, SIZE.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const canvas = document.createElement('canvas');
  canvas.width = SIZE.width;
  canvas.height = SIZE.height;
  canvas.getContext('2d')?.drawImage(picture, (SIZE.width - width) / 2, (SIZE.height - height) / 2, width, height);
  picture.close();
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
function asJpeg(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NotAPicture())), 'image/jpeg', QUALITY);
  });
}

/** @param {PictureField} picture @param {string} name @param {string} label @param {number} maxlength */
export function pictureView(picture, name, label, maxlength) {
  const typed = (/** @type {Event} */ event) => picture.type(typedIn(event));
  const chosen = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    picture.choose(input.files?.[0]);
    input.value = '';
  };
  return html`<fieldset class="picture-field">
    <legend>${label}</legend>
    <div class="picture-preview">${shown(picture)}</div>
    <label class="button secondary">${picture.state === 'sending' ? t('picture.sending') : t('picture.upload')}
      <input type="file" accept=${TAKES} ?disabled=${picture.state === 'sending'} @change=${chosen} /></label>
    <label>${t('picture.address')}
      <input name=${name} type="text" inputmode="url" .value=${picture.url} maxlength=${maxlength} autocomplete="off" autocapitalize="none" @change=${typed} /></label>
    ${picture.url ? html`<button type="button" class="quiet" @click=${() => picture.type('')}>${t('picture.remove')}</button>` : nothing}
    <p role="status">${picture.state === 'sent' ? t('picture.sent') : ''}</p>
    ${picture.failure ? html`<p class="fault" role="alert">${picture.failure}</p>` : nothing}
  </fieldset>`;
}

/** @param {PictureField} picture */
function shown({ preview, url }) {
  if (preview) return preview;
  return url
    ? html`<img src=${url} alt=${t('picture.preview')} />`
    : html`<span class="soft">${t('picture.none')}</span>`;
}
