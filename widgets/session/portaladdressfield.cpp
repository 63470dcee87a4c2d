// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/portaladdressfield.h"

#include "widgets/common/controls/searchfield.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"

#include <QFrame>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int typingRestMs = 400;

} // namespace

//! The green box: the portal in three lines.
class PortalAddressField::FoundBox final : public QFrame
{
public:
    explicit FoundBox(QWidget *parent)
        : QFrame(parent)
        , m_name(new TextLabel(TextStyle::SmallStrong))
        , m_facts(new TextLabel(TextStyle::Small, ColorRole::Muted))
        , m_signIn(new TextLabel(TextStyle::Small))
        , m_certificate(new TextLabel(TextStyle::Small))
    {
        setObjectName(u"portalFound"_s);
        m_facts->setElided(Qt::ElideRight);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(metrics::spaceMd, metrics::spaceSm + 1, metrics::spaceMd, metrics::spaceSm + 1);
        layout->setSpacing(metrics::spaceXs);
        auto *first = new QHBoxLayout;
        first->setSpacing(metrics::spaceSm);
        first->addWidget(m_name);
        first->addWidget(m_facts, 1);
        layout->addLayout(first);
        addLine(layout, IconName::Key, m_signIn);
        addLine(layout, IconName::CircleCheck, m_certificate);
        hide();
    }

    void show(const PortalFound &found)
    {
        const Meta &meta = found.meta;
        QStringList facts;
        if (!meta.region.isEmpty())
            facts.append(meta.region);
        facts.append(PortalAddressField::tr("API %1").arg(meta.apiVersion));
        facts.append(PortalAddressField::tr("server %1").arg(meta.serverVersion));
        m_name->setText(meta.name);
        m_facts->setText(facts.join(u", "_s));
        m_signIn->setText(PortalAddressField::tr("Sign-in by %1").arg(meta.oidc.label));
        m_certificate->setText(found.tlsProtocol.isEmpty()
                ? PortalAddressField::tr("On this computer: no certificate is needed")
                : PortalAddressField::tr("Certificate from %1, trusted here").arg(found.certificateIssuer));
        setAccessibleName(u"%1, %2, %3, %4"_s.arg(
            m_name->text(), m_facts->text(), m_signIn->text(), m_certificate->text()));
        setVisible(true);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = themeOf(this);
        paintBox(painter, rect(), metrics::radiusBadge, theme.okTint, theme.okLine, hairline(painter));
    }

private:
    static void addLine(QVBoxLayout *layout, IconName icon, TextLabel *label)
    {
        label->setElided(Qt::ElideRight);
        auto *line = new QHBoxLayout;
        line->setSpacing(metrics::spaceSm);
        line->addWidget(new IconLabel(icon, ColorRole::Ok));
        line->addWidget(label, 1);
        layout->addLayout(line);
    }

    TextLabel *m_name;
    TextLabel *m_facts;
    TextLabel *m_signIn;
    TextLabel *m_certificate;
};

PortalAddressField::PortalAddressField(AuthHttp &http, QWidget *parent)
    : QWidget(parent)
    , m_http(http)
    , m_field(new SearchField(this))
    , m_verdictIcon(new IconLabel(IconName::CircleCheck, ColorRole::Ok))
    , m_verdict(new TextLabel(TextStyle::SmallMedium, ColorRole::Ok))
    , m_box(new FoundBox(this))
    , m_problem(new InlineError(this))
{
    auto *label = new TextLabel(tr("Portal address"), TextStyle::Small, ColorRole::Muted);
    m_field->setObjectName(u"portalAddress"_s);
    m_field->setAccessibleName(tr("Portal address"));
    m_field->setPlaceholderText(tr("https://portal.example.com"));
    m_field->setIconName(IconName::Globe);
    m_field->setMinimumHeight(metrics::controlLargeHeight);
    label->setBuddy(m_field);
    m_verdict->setObjectName(u"portalVerdict"_s);
    auto *inField = new QHBoxLayout(m_field);
    inField->setContentsMargins(0, 0, metrics::spaceSm, 0);
    inField->setSpacing(metrics::spaceXs);
    inField->addStretch(1);
    inField->addWidget(m_verdictIcon);
    inField->addWidget(m_verdict);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::spaceXs, 0, 0);
    layout->setSpacing(metrics::spaceXs);
    layout->addWidget(label);
    layout->addWidget(m_field);
    layout->addSpacing(metrics::spaceXs);
    layout->addWidget(m_box);
    layout->addWidget(m_problem);
    layout->addStretch(1);

    m_pause.setSingleShot(true);
    m_pause.setInterval(typingRestMs);
    connect(&m_pause, &QTimer::timeout, this, &PortalAddressField::ask);
    connect(m_field, &QLineEdit::textEdited, this, &PortalAddressField::onEdited);
    connect(m_field, &QLineEdit::returnPressed, this, &PortalAddressField::accepted);
    connect(m_problem, &InlineError::retryRequested, this, &PortalAddressField::ask);
    forget(tr("Enter the address of your portal first."));
}

void PortalAddressField::setAddress(const QString &address)
{
    m_field->setText(address);
    onEdited();
    m_pause.stop();
    ask();
}

void PortalAddressField::focusField()
{
    m_field->setFocus();
}

void PortalAddressField::onEdited()
{
    m_question.supersede();
    m_problem->clear();
    m_field->setError(false);
    const bool empty = m_field->text().trimmed().isEmpty();
    forget(empty ? tr("Enter the address of your portal first.") : tr("Asking the portal…"));
    if (empty)
        m_pause.stop();
    else
        m_pause.start();
}

void PortalAddressField::ask()
{
    m_problem->clear();
    const auto address = portalAddress(m_field->text());
    if (!address)
        return showProblem(address.error());
    m_asking = true;
    deliver(probePortal(m_http, *address), this,
        m_question.only([this](const Result<PortalFound> &found) { onAnswer(found); }));
}

void PortalAddressField::onAnswer(const Result<PortalFound> &found)
{
    if (found)
        showFound(*found);
    else
        showProblem(found.error());
}

void PortalAddressField::showFound(const PortalFound &found)
{
    m_asking = false;
    m_found = found;
    m_whyNot.clear();
    m_verdict->setText(tr("Found, %1 ms").arg(found.milliseconds));
    m_verdict->show();
    m_verdictIcon->show();
    m_box->show(found);
    Q_EMIT portalChanged();
}

void PortalAddressField::showProblem(const Error &error)
{
    forget(error.message);
    m_field->setError(true);
    m_problem->setError(error);
}

void PortalAddressField::forget(const QString &whyNot)
{
    m_asking = false;
    m_found.reset();
    m_whyNot = whyNot;
    m_verdict->hide();
    m_verdictIcon->hide();
    m_box->hide();
    Q_EMIT portalChanged();
}

} // namespace gatehouse
