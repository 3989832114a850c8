import { EditOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AccountPeople, AccountPerson } from '../../../api/types';
import { StateTag } from '../../../ui/StateTag';
import { PositionDrawer } from '../../contacts/PositionDrawer';
import { StanceMark } from '../../contacts/StanceMark';
import styles from './PeopleTab.module.css';

interface Props {
  people: AccountPeople;
  mayWrite: boolean;
}

/** Everybody at the account in words, what the map draws included. */
export function PeopleList({ people, mayWrite }: Props) {
  const [edited, setEdited] = useState<AccountPerson | null>(null);
  const names = new Map(people.people.map(({ contactId, name }) => [contactId, name]));
  return (
    <>
      <ul className={styles.people}>
        {people.people.map((person) => (
          <PersonItem
            key={person.id}
            person={person}
            links={people.links.filter(({ fromId }) => fromId === person.contactId)}
            names={names}
            {...(mayWrite && { onEdit: () => setEdited(person) })}
          />
        ))}
      </ul>
      {edited && <PositionDrawer position={edited} title={edited.name} onClose={() => setEdited(null)} />}
    </>
  );
}

interface ItemProps {
  person: AccountPerson;
  links: AccountPeople['links'];
  names: ReadonlyMap<string, string>;
  onEdit?: () => void;
}

function PersonItem({ person, links, names, onEdit }: ItemProps) {
  const { t } = useTranslation();
  const { name, title, department, role, rank, endedOn, active, coveredBy } = person;
  const keepers = coveredBy.map(({ userName }) => userName ?? t('accounts.unseenPerson'));
  return (
    <li className={endedOn || !active ? styles.gone : undefined}>
      <div>
        <div className={styles.name}>
          <Link to={`/contacts/${person.contactId}`}>{name}</Link>
          {person.isPrimary && <StateTag tone="done">{t('contacts.primaryShort')}</StateTag>}
          {endedOn && <StateTag tone="stopped">{t('contacts.leftOn', { day: endedOn })}</StateTag>}
        </div>
        <div className={styles.quiet}>
          {[title, department, t(`contacts.ranks.${rank}`), t(`contacts.roles.${role}`)]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      <div>
        <div className={styles.name}>
          <StanceMark stance={person.stance} />
          <span className={styles.quiet}>{t('contacts.strengthOf', { strength: person.strength })}</span>
        </div>
        {links.map(({ kind, toId }) => (
          <div key={`${kind} ${toId}`} className={styles.quiet}>
            {t(`people.lines.${kind}`, { to: names.get(toId) })}
          </div>
        ))}
      </div>
      <div>
        {keepers.length > 0 ? (
          t('contacts.coveredByNames', { names: keepers.join(t('common.separator')) })
        ) : (
          <span className={styles.quiet}>{t('contacts.nobodyCovers')}</span>
        )}
        <div className={styles.quiet}>
          {person.lastTouchedOn === null
            ? t('people.neverTouched')
            : t('people.touchedOn', { day: person.lastTouchedOn })}
        </div>
      </div>
      <div>
        {onEdit && (
          <Button
            type="text"
            icon={<EditOutlined />}
            aria-label={t('people.editOf', { name })}
            title={t('contacts.editPosition')}
            onClick={onEdit}
          />
        )}
      </div>
    </li>
  );
}
