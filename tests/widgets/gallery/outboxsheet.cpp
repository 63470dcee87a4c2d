// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallery.h"

#include "tests/widgets/outbox/outboxscene.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/shell/crumbbar.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/statusstrip.h"

namespace gatehouse::gallery {

using namespace Qt::Literals::StringLiterals;

namespace {

//! The window that the picture shows, with the Outbox in it.
class OutboxWindow final : public QWidget
{
public:
    OutboxWindow()
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
    }

protected:
    void resizeEvent(QResizeEvent *) override { m_window.setGeometry(rect()); }

private:
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
    return new OutboxWindow;
}

} // namespace gatehouse::gallery
