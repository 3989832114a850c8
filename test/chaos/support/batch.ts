import type { Api } from './api';
import { waitFor } from './waiting';

const STEP_LIMIT_MS = 8 * 60_000;

/** What a batch needs around it; a stage, or an app that looks after its own database. */
export interface BatchPlace {
  marketer: Api;
  operator: Api;
  world: { campaignId: string };
}

/** One batch on its way, driven as people do it: over the API. */
export class Batch {
  /** Codes of answers that the program could not serve, counted. */
  readonly refusals = new Map<string, number>();

  private constructor(
    private readonly place: BatchPlace,
    readonly id: string,
    readonly code: string,
  ) {}

  static async create(place: BatchPlace): Promise<Batch> {
    const { id, code } = await place.marketer.post('/batches', { campaignId: place.world.campaignId });
    return new Batch(place, String(id), String(code));
  }

  freeze = () => this.place.marketer.post(`/batches/${this.id}/freeze`);
  approve = () => this.place.operator.post(`/batches/${this.id}/approve`);
  print = () => this.place.operator.post(`/batches/${this.id}/print`);
  dispatch = () => this.place.operator.post(`/batches/${this.id}/dispatch`);
  status = () => this.place.marketer.get(`/batches/${this.id}/status`);

  async state(): Promise<string> {
    return String((await this.status()).state);
  }

  /**
   * The status, or undefined while the program answers that it cannot say.
   *
   * @throws Error when the answer does not say why, or the program gives none
   */
  async peek(): Promise<Record<string, unknown> | undefined> {
    const { status, body } = await this.place.marketer.ask('GET', `/batches/${this.id}/status`);
    if (status === 200) return body;
    if (status < 500 || typeof body.code !== 'string') throw new Error(`status answered ${status}`);
    this.refusals.set(body.code, (this.refusals.get(body.code) ?? 0) + 1);
    return undefined;
  }

  /** Waits until the batch stands there. */
  async reaches(state: string): Promise<void> {
    await waitFor(`the batch is ${state}`, STEP_LIMIT_MS, async () =>
      (await this.peek())?.state === state ? true : undefined,
    );
  }

  async toApproved(): Promise<void> {
    await this.freeze();
    await this.reaches('frozen');
    await this.approve();
  }

  async toDispatched(): Promise<void> {
    await this.dispatch();
    await this.reaches('dispatched');
  }

  async run(): Promise<void> {
    await this.toApproved();
    await this.print();
    await this.reaches('closed');
    await this.toDispatched();
  }
}
