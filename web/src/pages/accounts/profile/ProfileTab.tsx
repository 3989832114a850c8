import { useState } from 'react';
import { usePermission } from '../../../api/session';
import type { Account } from '../../../api/types';
import { AccountTeam } from '../AccountTeam';
import { AddressesCard } from './AddressesCard';
import { AddressesDrawer } from './AddressesDrawer';
import { BasicsCard } from './BasicsCard';
import { BasicsDrawer } from './BasicsDrawer';
import { CompletenessCard } from './CompletenessCard';
import { CustomCard } from './CustomCard';
import { CustomDrawer } from './CustomDrawer';
import { DatesCard } from './DatesCard';
import { DatesDrawer } from './DatesDrawer';
import { HabitsCard } from './HabitsCard';
import { HabitsDrawer } from './HabitsDrawer';
import type { ProfileSection } from './profile-sections';
import styles from './ProfileTab.module.css';

const drawers = {
  basics: BasicsDrawer,
  addresses: AddressesDrawer,
  dates: DatesDrawer,
  habits: HabitsDrawer,
  custom: CustomDrawer,
};

/** What is known of the customer, a card a part; each is edited where it stands. */
export function ProfileTab({ account }: { account: Account }) {
  const may = usePermission();
  const [editing, setEditing] = useState<ProfileSection | null>(null);
  const mayEdit = may('accounts:write') && account.mayChange;
  const Drawer = editing === null ? null : drawers[editing];
  const part = (section: ProfileSection) => ({
    account,
    onEdit: mayEdit ? () => setEditing(section) : null,
  });
  return (
    <div className={styles.cards}>
      <div className={styles.wide}>
        <AccountTeam account={account} />
      </div>
      <BasicsCard {...part('basics')} />
      <CompletenessCard account={account} onEdit={mayEdit ? setEditing : null} />
      <AddressesCard {...part('addresses')} />
      <DatesCard {...part('dates')} />
      <div className={styles.wide}>
        <HabitsCard {...part('habits')} />
      </div>
      <CustomCard {...part('custom')} />
      {Drawer && <Drawer account={account} onClose={() => setEditing(null)} />}
    </div>
  );
}
