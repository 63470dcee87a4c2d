// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "tests/widgets/outbox/outboxscene.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/drafts/draftlist.h"
#include "widgets/shell/crumbbar.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/statusstrip.h"

#include <QTest>

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

//! The window that the picture shows, with the Outbox in it.
class OutboxWindow final : public QWidget
{
public:
    explicit OutboxWindow(bool withDrafts)
        : m_window(m_scene.actions, m_scope, m_scene.state, this)
        , m_overlays(&m_window)
    {
        m_window.addPage({u"inbox"_s, u"Inbox"_s, IconName::Inbox}, [] { return new EmptyPage; });
        m_window.addPage({u"outbox"_s, u"Outbox"_s, IconName::Send}, [this] { return new OutboxPage(m_scene.parts(m_overlays)); });
        m_window.rail()->setPortal(u"Gatehouse"_s, u"Acme Portal · EU"_s);
        m_window.rail()->setPerson(u"Security reviewer"_s, u"Signed in · MFA"_s);
        m_window.rail()->setCount(u"outbox"_s, 3, RailCount::Neutral);
        m_window.statusStrip()->setOutboxWaiting(3);
        m_window.openPage(u"outbox"_s);
        if (withDrafts)
            keepDrafts();
    }

protected:
    void resizeEvent(QResizeEvent *) override { m_window.setGeometry(rect()); }

private:
    void keepDrafts()
    {
        const auto keep = [this](const QString &key, const QString &text, const QString &subject) {
            m_scene.drafts.keep({key, {{u"text"_s, text}}, subject, {}, {}});
            static_cast<void>(QTest::qWaitFor([flushed = m_scene.drafts.flush()] { return flushed.isFinished(); }));
            m_scene.clock.time = m_scene.clock.time.addSecs(90);
        };
        m_scene.closed = u"REQ-2409 is closed: withdrawn."_s;
        keep(u"config/plg_1/production"_s, u"quay:\n  uiUrl: https://quay.example\n  limit: 3"_s, u"@backstage-community/plugin-quay, production"_s);
        keep(u"decision/req_2/reject"_s, u"The tarball is not signed by the publisher of 2.8."_s, u"REQ-2417, @roadiehq/backstage-plugin-argo-cd"_s);
        keep(u"comment/req_1"_s, u"Who has looked at the install script of 3.27?"_s, u"REQ-2409, @backstage-community/plugin-tekton"_s);
        auto *list = m_window.findChild<DraftList *>();
        static_cast<void>(QTest::qWaitFor([list] { return !list->isHidden(); }));
        list->enter();
    }

    class EmptyPage final : public PageWidget
    {
        QStringList crumb() const override { return {}; }
    };

    widgetstest::OutboxScene m_scene;
    EnvironmentScope m_scope;
    MainWindow m_window;
    OverlayHost m_overlays;
};

} // namespace

QWidget *outboxSheet()
{
    return new OutboxWindow(false);
}

QWidget *outboxDraftsSheet()
{
    return new OutboxWindow(true);
}

} // namespace gatehouse::gallery
