// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consoletour.h"

#include "app/console.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
//! A first start on an empty machine downloads every package of the sandbox.
constexpr qint64 fillDeadlineMs = 10 * 60 * 1000;
}

ConsoleTour::ConsoleTour(Console &console, const QString &directory)
    : m_console(console)
    , m_tour(console.window(), console.themes(), directory)
{
    m_wait.setInterval(250);
    connect(&m_wait, &QTimer::timeout, this, &ConsoleTour::beginWhenFilled);
    connect(&console, &Console::ready, this, [this] {
        if (!m_begun)
            m_wait.start();
    });
    connect(&console, &Console::failed, this, [this](const Error &error) {
        if (!m_begun)
            m_tour.abort(describe(error));
    });
    connect(&m_tour, &Tour::finished, qApp, [](int code) { QCoreApplication::exit(code); });
    m_waited.start();
}

bool ConsoleTour::isFilled() const
{
    const Workspace *workspace = m_console.workspace();
    if (!workspace || workspace->operations.count() == 0)
        return false;
    for (int row = 0; row < workspace->operations.count(); ++row) {
        const OperationStatus status = workspace->operations.at(row).status;
        if (status == OperationStatus::Running || status == OperationStatus::Queued)
            return false;
    }
    return workspace->requests.count() > 0;
}

void ConsoleTour::beginWhenFilled()
{
    if (!isFilled()) {
        if (m_waited.elapsed() > fillDeadlineMs) {
            m_wait.stop();
            m_tour.abort(u"The sandbox was not filled in time"_s);
        }
        return;
    }
    m_wait.stop();
    m_begun = true;
    addStops();
    m_tour.start();
}

QString ConsoleTour::tellingRequest() const
{
    const RequestStore &requests = m_console.workspace()->requests;
    QString telling;
    for (int row = 0; row < requests.count(); ++row) {
        const ApprovalRequest &request = requests.at(row);
        const bool mine = request.queue == "your_turn"_L1;
        if (request.baseVersionId && (mine || (telling.isEmpty() && request.queue == "waiting"_L1)))
            telling = request.id.text();
    }
    return telling;
}

void ConsoleTour::addPage(const QString &name, const QString &page, const QString &object)
{
    m_tour.add({name, [this, page, object] { m_console.window().openPage(page, object); },
        [this] { return m_console.window().pages()->current()->isSettled(); }, {}});
}

void ConsoleTour::addStops()
{
    const QStringList pages = m_console.window().pages()->pageIds();
    for (const QString &page : pages)
        addPage(page, page, page == "inbox"_L1 ? tellingRequest() : QString());
    const auto settled = [] { return true; };
    const auto press = [this](const QString &id) { m_console.actions().action(id)->trigger(); };
    m_tour.add({u"policies-text"_s, [this, press] { m_console.window().openPage(u"policies"_s); press(u"policies.tab2"_s); },
        [this] { return m_console.window().pages()->current()->isSettled(); }, [press] { press(u"policies.tab1"_s); }});
    m_tour.add({u"inbox-changes"_s, [this, press] { m_console.window().openPage(u"inbox"_s); press(u"request.tab2"_s); },
        [this] { return m_console.window().pages()->current()->isSettled(); }, [press] { press(u"request.tab1"_s); }});
    m_tour.add({u"inbox-evidence"_s, [this, press] { m_console.window().openPage(u"inbox"_s); press(u"request.tab3"_s); },
        [this] { return m_console.window().pages()->current()->isSettled(); }, [press] { press(u"request.tab1"_s); }});
    m_tour.add({u"inbox-config-keys"_s, [this, press] { m_console.window().openPage(u"inbox"_s); press(u"request.tab4"_s); },
        [this] { return m_console.window().pages()->current()->isSettled(); }, [press] { press(u"request.tab1"_s); }});
    m_tour.add({u"inbox-decision"_s, [press] { press(u"request.approve"_s); }, settled, [this] { m_console.overlays().close(); }});
    m_tour.add({u"palette"_s, [this] { m_console.actions().action(u"shell.palette"_s)->trigger(); }, settled,
        [this] { m_console.overlays().close(); }});
    m_tour.add({u"shortcuts"_s, [this] { m_console.actions().action(u"shell.keys"_s)->trigger(); }, settled,
        [this] { m_console.overlays().close(); }});
    m_tour.add({u"first-run"_s, [this] { m_console.showConnecting(); },
        [this] { return m_console.isConnectingShown(); }, [this] { m_console.hideConnecting(); }});
    if (const ApprovalRequest *telling = m_console.workspace()->requests.find(tellingRequest())) {
        m_tour.add({u"dashboards-plugin"_s, [this, plugin = telling->pluginId.text()] { m_console.window().openPage(u"dashboards"_s, plugin); },
            [this] { return m_console.window().pages()->current()->isSettled(); }, [this] { m_console.window().pages()->current()->goUp(); }});
    }
}

} // namespace gatehouse
