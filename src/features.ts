import { AccountsModule } from './accounts/accounts.module';
import { CampaignsModule } from './campaigns/campaigns.module';
import { IdentityModule } from './identity/identity.module';

/** Every feature of the product, in the order of who may import whom. */
export const FEATURES = [IdentityModule, AccountsModule, CampaignsModule];
