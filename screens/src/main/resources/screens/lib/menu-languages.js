/** @typedef {'ko' | 'en' | 'ja' | 'zh'} MenuLanguage */

/** What a menu can be read in, as those who read it call it. @type {Record<MenuLanguage, string>} */
export const MENU_LANGUAGES = { ko: '한국어', en: 'English', ja: '日本語', zh: '中文' };
