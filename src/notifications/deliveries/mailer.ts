import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { mailOutcome } from './mail-errors';
import type { Outcome } from './outcome';

export interface Mail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Names the mail for servers and programs that know a copy by it. */
  id: string;
}

const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
};

/** Hands mails to the mail server, if there is one. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    const { mail } = config;
    this.transport = mail && createTransport({ url: mail.smtpUrl, ...TIMEOUTS });
  }

  async send({ to, subject, text, html, id }: Mail): Promise<Outcome> {
    if (!this.transport || !this.config.mail) return { state: 'cancelled', code: 'mail.off' };
    const { from } = this.config.mail;
    const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
    try {
      await this.transport.sendMail({
        from,
        to,
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        // Nobody's holiday notice need come back (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { state: 'sent' };
    } catch (error) {
      return mailOutcome(error);
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}
