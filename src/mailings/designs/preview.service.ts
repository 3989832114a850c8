import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import type { Viewer } from '../../../libs/database/viewer';
import {
  type Design,
  DesignError,
  type Finding,
  fieldsOf,
  pieceSerial,
  type Proof,
  renderProof,
} from '../../../libs/letterpress';
import { AddressListsService } from '../../address-lists/address-lists.service';
import { FreezeRepository } from '../batches/freeze.repository';
import { designInvalid } from '../mailings.errors';
import { ArtworkStore } from './artwork-store';
import type { PreviewDesignDto } from './design.dto';
import { checkedDesign } from './designs.service';
import { starterById } from './starter-designs';

/** A made-up recipient for previews before there is a list. */
const SAMPLE: Record<string, string> = {
  name: '林雁书',
  company: '福州鸿雁示例有限公司',
  address: '福建省福州市鼓楼区示例路1号2幢301室',
  postcode: '350001',
  phone: '0591-00000000',
};

export interface DesignPreview {
  pdf: Buffer;
  findings: Finding[];
}

/** The true PDF of one record while a design is being edited: the same engine as the press, watermarked. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly database: Database,
    private readonly artwork: ArtworkStore,
    private readonly lists: AddressListsService,
    private readonly freezing: FreezeRepository,
  ) {}

  async preview(viewer: Viewer, input: PreviewDesignDto): Promise<DesignPreview> {
    const design = checkedDesign(input.body);
    const artwork = await this.artwork.load(input.artwork);
    const record = input.listId ? await this.record(viewer, input.listId, input.record) : undefined;
    // A column the design uses and the sample lacks shows its name, so that its place can be seen.
    const named = Object.fromEntries(fieldsOf(design).map((field) => [field, `〔${field}〕`]));
    return render(design, artwork, record ?? { ...named, ...SAMPLE }, '预览 PREVIEW');
  }

  /** A starter design with the made-up recipient, as it would be mailed. @throws AppError `not-found` */
  async starter(id: string): Promise<DesignPreview> {
    const { design, artwork } = await starterById(id);
    return render(design, artwork, SAMPLE);
  }

  /** Record n of the list; undefined past its end, and for a viewer who may not read addresses. */
  private record(viewer: Viewer, listId: string, n: number): Promise<Record<string, string> | undefined> {
    return this.database.asViewer(viewer, async () => {
      await this.lists.get(listId);
      return this.freezing.sample(listId, n);
    });
  }
}

async function render(
  design: Design,
  artwork: Map<string, Buffer>,
  fields: Record<string, string>,
  watermark?: string,
): Promise<DesignPreview> {
  try {
    const piece = { seq: 1, serial: pieceSerial('SAMPLE', 1), fields };
    const proof: Proof = await renderProof(design, { artwork }, [piece], watermark ? { watermark } : {});
    return { pdf: proof.pdf, findings: proof.result.heldOut[0]?.findings ?? [] };
  } catch (error) {
    if (error instanceof DesignError) throw designInvalid(error.issues);
    throw error;
  }
}
