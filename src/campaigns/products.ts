/** What is sold, by the code that campaigns and revenue lines carry. */
export interface Product {
  code: string;
  zh: string;
  en: string;
}

export const PRODUCTS: readonly Product[] = [
  { code: 'advertising-letter', zh: '广告商函', en: 'Advertising letter' },
  { code: 'self-mailer', zh: '邮简', en: 'Self-mailer' },
  { code: 'stamped-envelope', zh: '邮资封', en: 'Stamped envelope' },
  { code: 'flyer-direct-mail', zh: '宣传单商函', en: 'Flyer direct mail' },
  { code: 'statement', zh: '账单', en: 'Statement' },
  { code: 'statement-insert', zh: '账单夹寄', en: 'Statement insert' },
  { code: 'postcard', zh: '广告明信片', en: 'Advertising postcard' },
  { code: 'reply-postcard', zh: '反馈卡式明信片', en: 'Reply postcard' },
  { code: 'ticket-postcard', zh: '门票明信片', en: 'Ticket postcard' },
  { code: 'scratch-prize-postcard', zh: '刮奖卡明信片', en: 'Scratch-prize postcard' },
  { code: 'greeting-card', zh: '贺卡', en: 'Greeting card' },
  { code: 'corporate-gold-card', zh: '企业金卡', en: 'Corporate gold card' },
  { code: 'commemorative-cover', zh: '纪念封', en: 'Commemorative cover' },
  { code: 'admission-letter-insert', zh: '录取通知书夹寄', en: 'Admission letter insert' },
];

const BY_CODE = new Map(PRODUCTS.map((product) => [product.code, product]));

export const productOf = (code: string): Product | undefined => BY_CODE.get(code);
