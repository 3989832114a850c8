import { AppError, type Sentence } from '../http/app-error';

/** Why nothing was sent, or no answer came. Carries no part of the address it went to. */
export class OutgoingError extends AppError {
  constructor(
    code: OutgoingFault,
    /** The receiver may have the request all the same: only its answer is missing. */
    readonly mayHaveArrived = code === 'outgoing.timeout',
  ) {
    super(code, 400, SENTENCES[code]);
    this.name = 'OutgoingError';
  }
}

export type OutgoingFault =
  | 'outgoing.url-invalid'
  | 'outgoing.not-https'
  | 'outgoing.host-refused'
  | 'outgoing.address-refused'
  | 'outgoing.not-found'
  | 'outgoing.unreachable'
  | 'outgoing.certificate'
  | 'outgoing.timeout'
  | 'outgoing.body-too-large';

const SENTENCES: Record<OutgoingFault, Sentence> = {
  'outgoing.url-invalid': {
    zh: '网址有误，请填写完整的网址，其中不能含用户名和密码。',
    en: 'This is not an address that can be called. Give a whole URL without a user name or password in it.',
  },
  'outgoing.not-https': {
    zh: '只能使用 https 网址，请改用 https。',
    en: 'Only https addresses are called. Use https.',
  },
  'outgoing.host-refused': {
    zh: '该主机不在允许之列，请换用允许的主机，或请系统管理员放行。',
    en: 'This host is not among those allowed. Use another, or ask whoever runs the system to allow it.',
  },
  'outgoing.address-refused': {
    zh: '该网址指向内部网络，不能调用；请使用公网地址，或请系统管理员放行该主机。',
    en: 'This address leads into a private network and is not called. Use a public one, or ask whoever runs the system to allow the host.',
  },
  'outgoing.not-found': {
    zh: '找不到该主机，请检查网址。',
    en: 'This host was not found. Check the address.',
  },
  'outgoing.unreachable': {
    zh: '无法连接到对方，请检查对方是否在运行。',
    en: 'The receiver could not be reached. Check that it is running.',
  },
  'outgoing.certificate': {
    zh: '对方的证书无效，请对方更换证书。',
    en: 'The receiver’s certificate is not valid. It has to be replaced there.',
  },
  'outgoing.timeout': {
    zh: '对方未在规定时间内应答，请检查对方。',
    en: 'The receiver did not answer in time. Check it.',
  },
  'outgoing.body-too-large': {
    zh: '要发送的内容过大，请减少内容。',
    en: 'There is too much to send. Send less.',
  },
};
