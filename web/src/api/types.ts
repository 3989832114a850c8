import type { paths } from './schema';

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
type Good<R> = R extends { 200: infer Ok }
  ? Json<Ok>
  : R extends { 201: infer Created }
    ? Json<Created>
    : never;
/** What a call answers when it succeeds. */
type Answer<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends { responses: infer R }
  ? Good<R>
  : never;
/** What a call sends. */
type Sent<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends { requestBody: infer B }
  ? Json<B>
  : never;
type Item<P> = P extends { items: (infer T)[] } ? T : never;

export type Session = Answer<'/api/session', 'get'>;
export type Account = Answer<'/api/accounts/{id}', 'get'>;
export type AccountRow = Item<Answer<'/api/accounts', 'get'>>;
export type NewAccount = Sent<'/api/accounts', 'post'>;
export type AccountChange = Sent<'/api/accounts/{id}', 'patch'>;
/** Asked about duplicates unless it says that they were seen. */
export type AccountEdit = Omit<AccountChange, 'version' | 'confirmedDuplicates'> &
  Partial<Pick<AccountChange, 'confirmedDuplicates'>>;
export type AccountTier = NewAccount['tier'];
export type Team = Answer<'/api/accounts/{id}/team', 'get'>;
export type TeamMember = Team['members'][number];
export type TeamSeat = Sent<'/api/accounts/{id}/team', 'put'>['members'][number];
export type TeamRole = TeamMember['role'];
export type Contact = Answer<'/api/contacts/{id}', 'get'>;
export type ContactRow = Item<Answer<'/api/contacts', 'get'>>;
export type NewContact = Sent<'/api/contacts', 'post'>;
export type ContactChange = Sent<'/api/contacts/{id}', 'patch'>;
export type Birthday = NonNullable<Contact['birthday']>;
export type LawfulBasis = NonNullable<Contact['lawfulBasis']>;
export type Position = Contact['positions'][number];
export type NewPosition = Sent<'/api/contacts/{id}/positions', 'post'>;
export type PositionChange = Sent<'/api/contact-positions/{id}', 'patch'>;
export type ContactRole = Position['role'];
export type Rank = Position['rank'];
export type Stance = Position['stance'];
export type NewTouch = Sent<'/api/contacts/{id}/touches', 'post'>;
export type AccountPeople = Answer<'/api/accounts/{id}/people', 'get'>;
export type AccountPerson = AccountPeople['people'][number];
export type InfluenceLink = AccountPeople['links'][number];
export type Influence = Sent<'/api/accounts/{id}/influence', 'put'>;
export type Coverage = Answer<'/api/accounts/{id}/coverage', 'get'>;
export type Industry = Item<Answer<'/api/industries', 'get'>>;
export type Campaign = Item<Answer<'/api/campaigns', 'get'>>;
export type CampaignDetails = Answer<'/api/campaigns/{id}', 'get'>;
export type NewCampaign = Sent<'/api/campaigns', 'post'>;
export type CampaignChange = Sent<'/api/campaigns/{id}', 'patch'>;
export type CampaignState = Campaign['state'];
export type Product = Item<Answer<'/api/products', 'get'>>;
export type Batch = Answer<'/api/batches/{id}', 'get'>;
/** A batch as the list has it. */
export type BatchRow = Item<Answer<'/api/batches', 'get'>>;
export type BatchState = Batch['state'];
export type BatchProgress = Answer<'/api/batches/{id}/status', 'get'>;
export type HeldOut = Item<Answer<'/api/batches/{id}/findings', 'get'>>;
export type Finding = HeldOut['findings'][number];
export type Spoiled = Item<Answer<'/api/batches/{id}/spoilage', 'get'>>;
export type NewSpoilage = Sent<'/api/batches/{id}/spoilage', 'post'>;
export type MakeGood = Item<Answer<'/api/batches/{id}/make-goods', 'get'>>;
export type Dispatch = Answer<'/api/batches/{id}/dispatch', 'get'>;
export type DesignRow = Item<Answer<'/api/designs', 'get'>>;
export type DesignDetails = Answer<'/api/designs/{id}', 'get'>;
export type StarterDesign = Item<Answer<'/api/designs/starters', 'get'>>;
export type AddressList = Item<Answer<'/api/address-lists', 'get'>>;
export type RevenueLine = Item<Answer<'/api/revenue/lines', 'get'>>;
export type Branch = Item<Answer<'/api/branches', 'get'>>;
export type NewBranch = Sent<'/api/branches', 'post'>;
export type User = Item<Answer<'/api/users', 'get'>>;
export type NewUser = Sent<'/api/users', 'post'>;
export type UserChange = Sent<'/api/users/{id}', 'patch'>;
export type ApiKey = Item<Answer<'/api/api-keys', 'get'>>;
export type Webhook = Answer<'/api/webhooks/{id}', 'get'>;
export type NewWebhook = Sent<'/api/webhooks', 'post'>;
export type WebhookChange = Sent<'/api/webhooks/{id}', 'patch'>;
export type Delivery = Item<Answer<'/api/webhooks/{id}/deliveries', 'get'>>;
export type DeliveryState = Delivery['state'];
export type NewApiKey = Sent<'/api/api-keys', 'post'>;
export type TimelineEntry = Item<Answer<'/api/accounts/{id}/timeline', 'get'>>;
export type AuditEntry = Item<Answer<'/api/audit', 'get'>>;
export type Verification =
  paths['/api/audit/verify']['get']['responses'][200]['content']['text/event-stream'];
export type Permission = NewApiKey['scopes'][number];
export type Role = NewUser['roles'][number];
export type BranchLevel = NewBranch['level'];
export type CaseRow = Item<Answer<'/api/service-cases', 'get'>>;
export type CaseDetails = Answer<'/api/service-cases/{id}', 'get'>;
export type NewCase = Sent<'/api/service-cases', 'post'>;
export type CaseChange = Sent<'/api/service-cases/{id}', 'patch'>;
export type CaseStep = Sent<'/api/service-cases/{id}/steps', 'post'>;
export type ServiceRules = Answer<'/api/service-rules', 'get'>;
export type StandardsChange = Sent<'/api/service-rules/standards', 'put'>;
export type HoursChange = Sent<'/api/service-rules/hours', 'put'>;
export type DaysChange = Sent<'/api/service-rules/days', 'put'>;
export type CategoryChange = Sent<'/api/service-rules/categories', 'put'>;
export type NotificationItem = Item<Answer<'/api/notifications', 'get'>>;
export type NotificationCategory = NotificationItem['category'];
export type Followed = Sent<'/api/follows', 'post'>;
export type NotificationSettings = Answer<'/api/notification-settings', 'get'>;
export type NotificationSettingsChange = Sent<'/api/notification-settings', 'put'>;
export type ChatRobot = Item<Answer<'/api/chat-robots', 'get'>>;
export type NewChatRobot = Sent<'/api/chat-robots', 'post'>;
export type ChatRobotChange = Sent<'/api/chat-robots/{id}', 'patch'>;
