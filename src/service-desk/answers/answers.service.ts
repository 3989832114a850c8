import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { Database } from '../../../libs/database/database';
import { ViewersService } from '../../identity/sessions/viewers.service';
import { CaseRecordsService } from '../cases/case-records.service';
import { answerTooEarly, answerTooOften, answerUnknown, caseAnswered } from '../service-desk.errors';
import type { GiveAnswerDto } from './answer.dto';
import { AnswersRepository, type KnownLink } from './answers.repository';

const LINK_DAYS = 14;
/** From one address: a whole office may stand behind it, a guesser gets nowhere with it. */
const MOST_TRIES = 60;
const WINDOW_MINUTES = 15;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Asks the client how it went, by a link that says nothing of the case but its number and title. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly database: Database,
    private readonly answers: AnswersRepository,
    private readonly records: CaseRecordsService,
    private readonly viewers: ViewersService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * What the client has said is not asked for again before the case was opened again.
   *
   * @throws AppError `case.answer-too-early`, `case.answered`, `case.not-owner`
   */
  async link(caseId: string): Promise<{ token: string; expiresAt: Date }> {
    const about = await this.records.forOwner(caseId);
    if (about.state !== 'resolved' && about.state !== 'followed-up') throw answerTooEarly();
    await this.answers.endLinks(caseId);
    if (await this.answers.isAnswered(caseId, about.round)) throw caseAnswered();
    const token = randomBytes(32).toString('base64url');
    return { token, expiresAt: await this.answers.add(caseId, about.round, hashOf(token), LINK_DAYS) };
  }

  /** Unknown, expired and answered look the same. @throws AppError `case-answer.unknown`, `case-answer.too-often` */
  look(token: string, address: string): Promise<{ number: string; title: string }> {
    return this.asClient(token, address, async ({ linkId, caseId }) => {
      if (!(await this.answers.isOpen(linkId))) throw answerUnknown();
      const { number, title } = await this.records.get(caseId);
      return { number, title };
    });
  }

  /** Once a link. @throws AppError `case-answer.unknown`, `case-answer.too-often` */
  answer({ token, score, comment }: GiveAnswerDto, address: string): Promise<void> {
    return this.asClient(token, address, async ({ linkId, caseId }) => {
      if (!(await this.answers.answer(linkId, score, comment))) throw answerUnknown();
      await this.records.tell('answered', await this.records.get(caseId), { facts: { score } });
    });
  }

  private async asClient<T>(
    token: string,
    address: string,
    work: (link: KnownLink) => Promise<T>,
  ): Promise<T> {
    await this.countTry(address);
    const link = await this.database.asSystem(() => this.answers.known(hashOf(token)));
    if (!link) throw answerUnknown();
    const viewer = await this.viewers.ofLink(link.branchId);
    return this.database.asViewer(viewer, () => work(link));
  }

  // Recorded and committed before it is counted: tries sent all at once see each other.
  private async countTry(address: string): Promise<void> {
    const subject = createHmac('sha256', this.config.hashKey).update(`case-answer:${address}`).digest();
    await this.database.asSystem(() => this.answers.recordTry(subject, WINDOW_MINUTES));
    const tries = await this.database.asSystem(() => this.answers.recentTries(subject, WINDOW_MINUTES));
    if (tries > MOST_TRIES) throw answerTooOften();
  }
}
