import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../libs/queue/queue.module';
import { NotificationDelivery, NotificationDeliveryItem } from './deliveries/delivery.entity';
import { DelivererService } from './deliveries/deliverer.service';
import { DeliveriesRepository } from './deliveries/deliveries.repository';
import { CLEAR_NOTIFICATIONS, DeliveryJobs } from './deliveries/delivery-jobs';
import { DELIVER, DeliveryQueue } from './deliveries/delivery-queue';
import { Mailer } from './deliveries/mailer';
import { Follow } from './follows/follow.entity';
import { FollowsController } from './follows/follows.controller';
import { FollowsRepository } from './follows/follows.repository';
import { FollowsService } from './follows/follows.service';
import { InboxController } from './inbox/inbox.controller';
import { InboxRepository } from './inbox/inbox.repository';
import { InboxService } from './inbox/inbox.service';
import { NewsRepository } from './inbox/news.repository';
import { Notification, NotificationNews } from './inbox/notification.entity';
import { NotificationsListener } from './notifications.listener';
import { ChatRobot } from './robots/chat-robot.entity';
import { RobotSender } from './robots/robot-sender';
import { RobotsController } from './robots/robots.controller';
import { RobotsRepository } from './robots/robots.repository';
import { RobotsService } from './robots/robots.service';
import { NotificationSetting } from './settings/notification-setting.entity';
import { SettingsController } from './settings/settings.controller';
import { SettingsRepository } from './settings/settings.repository';
import { SettingsService } from './settings/settings.service';

/** Lets people know of what happened: listens to everything, nothing but the demo imports it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Follow,
      NotificationNews,
      Notification,
      NotificationSetting,
      ChatRobot,
      NotificationDelivery,
      NotificationDeliveryItem,
    ]),
    QueueModule.forFeature([DELIVER, CLEAR_NOTIFICATIONS]),
  ],
  controllers: [InboxController, FollowsController, SettingsController, RobotsController],
  providers: [
    NewsRepository,
    NotificationsListener,
    InboxRepository,
    InboxService,
    FollowsRepository,
    FollowsService,
    SettingsRepository,
    SettingsService,
    DeliveryQueue,
    DeliveriesRepository,
    DelivererService,
    DeliveryJobs,
    Mailer,
    RobotSender,
    RobotsRepository,
    RobotsService,
  ],
  exports: [FollowsService],
})
export class NotificationsModule {}
