import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import type { Page } from '../../../libs/database/keyset';
import { fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent } from '../../../libs/events/record-event';
import { permissionsOf } from '../../identity/permissions';
import { UsersService } from '../../identity/users/users.service';
import { AccountsService } from '../accounts.service';
import { dayAfter } from '../team/seat-rules';
import type { AbsenceQueryDto, ChangeAbsenceDto, RecordAbsenceDto } from './absence.dto';
import {
  absenceDays,
  absenceNotFound,
  absenceOfOthers,
  absenceOver,
  absenceOverlaps,
  coverAway,
  coverCannotAct,
  coverIsSelf,
  coverTwice,
  reliedOn,
} from './absences.errors';
import { type AbsenceRow, AbsencesRepository } from './absences.repository';
import { type Absence, coverProblem } from './cover-rules';

const LONGEST_DAYS = 731;

/** Who is away when, and who sees to their accounts. Access follows from the rows and the day, not from here. */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly database: Database,
    private readonly absences: AbsencesRepository,
    private readonly users: UsersService,
    private readonly accounts: AccountsService,
    private readonly events: EventEmitter2,
  ) {}

  page(query: AbsenceQueryDto): Promise<Page<AbsenceRow>> {
    return this.absences.page(query);
  }

  /** @throws AppError `not-found` */
  async get(id: string): Promise<AbsenceRow> {
    const found = await this.absences.byId(id);
    if (!found) throw absenceNotFound();
    return found;
  }

  /** @throws AppError `absence.*` when it cannot be so; see the errors */
  async record({ userId, accountCovers, ...input }: RecordAbsenceDto): Promise<AbsenceRow> {
    const { userId: me, permissions } = this.database.viewer;
    if (userId && userId !== me && !permissions.includes('teams:write')) throw absenceOfOthers();
    const person = await this.users.get(userId ?? me);
    await this.check({ id: '', userId: person.id, ...input, accountCovers }, []);
    const { branchId } = person;
    const id = await this.absences.insert({ ...input, userId: person.id, branchId, recordedBy: me });
    await this.absences.setAccountCovers(id, accountCovers);
    const recorded = await this.get(id);
    await this.tell('recorded', recorded);
    return recorded;
  }

  async change(id: string, { version, accountCovers, ...input }: ChangeAbsenceDto): Promise<AbsenceRow> {
    const before = await this.changeable(id);
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const after = { ...before, ...given, accountCovers: accountCovers ?? before.accountCovers };
    const known = [before.coverId, ...before.accountCovers.map(({ coverId }) => coverId)];
    await this.check(after, known);
    await this.absences.update(id, version, given);
    if (accountCovers) await this.absences.setAccountCovers(id, accountCovers);
    const saved = await this.get(id);
    await this.tell('changed', saved, before);
    return saved;
  }

  /** Back early: it ends with yesterday; one that has not begun is taken away. */
  async cancel(id: string): Promise<void> {
    const before = await this.changeable(id);
    const yesterday = dayAfter(await this.absences.today(before.branchId), -1);
    if (before.fromOn > yesterday) await this.absences.remove(id);
    else await this.absences.update(id, before.version, { untilOn: yesterday });
    await this.tell('ended', { ...before, untilOn: yesterday }, before);
  }

  private async changeable(id: string): Promise<AbsenceRow> {
    const found = await this.get(id);
    if (found.state === 'over') throw absenceOver();
    if (!found.mayChange) throw absenceOfOthers();
    return found;
  }

  /** @param known people named before: they may belong to a branch the viewer does not see */
  private async check(absence: Absence, known: readonly (string | null)[]): Promise<void> {
    const { userId, fromOn, untilOn, coverId, accountCovers } = absence;
    if (untilOn < fromOn || dayAfter(fromOn, LONGEST_DAYS) < untilOn) throw absenceDays();
    const covers = [...new Set([coverId, ...accountCovers.map((cover) => cover.coverId)])].filter(
      (cover): cover is string => cover !== null,
    );
    if (covers.includes(userId)) throw coverIsSelf();
    if (new Set(accountCovers.map(({ accountId }) => accountId)).size < accountCovers.length)
      throw coverTwice();
    for (const cover of covers) if (!known.includes(cover)) await this.assertCanAct(cover);
    for (const { accountId } of accountCovers) await this.accounts.get(accountId);
    await this.absences.lock();
    const around = await this.absences.around([userId, ...covers], fromOn, untilOn);
    const others = around.filter(({ id }) => id !== absence.id);
    if (others.some((other) => other.userId === userId)) throw absenceOverlaps();
    const problem = coverProblem(absence, others);
    if (problem) throw problem.kind === 'cover-away' ? coverAway(problem.day) : reliedOn(problem.day);
  }

  private async assertCanAct(coverId: string): Promise<void> {
    const cover = await this.users.get(coverId);
    if (!cover.active || !permissionsOf(cover.roles).includes('accounts:read')) throw coverCannotAct();
  }

  /** Why somebody is away is no matter of the history. */
  private async tell(verb: string, absence: AbsenceRow, before?: AbsenceRow): Promise<void> {
    const { id, branchId, userId, userName, fromOn, untilOn, coverId, accountCovers } = absence;
    const covers = new Set([coverId, ...accountCovers.map((cover) => cover.coverId)]);
    const event = new RecordEvent({
      kind: `absence.${verb}`,
      branchId,
      subject: { type: 'absence', id },
      related: [userId, ...covers].flatMap((user) => (user === null ? [] : [{ type: 'user', id: user }])),
      changes: before ? fieldChanges<AbsenceRow>(before, absence, ['fromOn', 'untilOn', 'coverId']) : [],
      facts: { member: userName, fromOn, untilOn },
    });
    await this.events.emitAsync(RecordEvent.event, event);
  }
}
