// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/devicecodepanel.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/session/talllines.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Words that stand out in a muted sentence.
QString strong(const QString &text, const Theme &theme, bool mono = false)
{
    const QString style = mono ? u"font-family:'JetBrains Mono',monospace;font-size:12px"_s : u"font-weight:600"_s;
    return u"<span style=\"color:%1;%2\">%3</span>"_s.arg(theme.text.name(), style, text.toHtmlEscaped());
}

} // namespace

//! The code itself, large, and a button that copies it.
class DeviceCodePanel::CodeBox final : public QFrame
{
public:
    CodeBox()
        : m_code(new TextLabel(TextStyle::CodeStat))
        , m_copy(new Button(DeviceCodePanel::tr("Copy")))
    {
        m_code->setObjectName(u"deviceCode"_s);
        m_copy->setObjectName(u"copyDeviceCode"_s);
        m_copy->setIconName(IconName::Copy);
        m_copy->setSize(ButtonSize::Small);
        m_copy->setAccessibleName(DeviceCodePanel::tr("Copy the code"));
        auto *layout = new QHBoxLayout(this);
        layout->setContentsMargins(metrics::spaceLg, metrics::spaceMd, metrics::spaceSm, metrics::spaceMd);
        layout->addWidget(m_code, 1);
        layout->addWidget(m_copy);
        connect(m_copy, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_code->text()); });
    }

    void setCode(const QString &code)
    {
        m_code->setText(code);
        m_code->setAccessibleName(DeviceCodePanel::tr("Code %1").arg(code));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme &theme = themeOf(this);
        paintBox(painter, rect(), metrics::radiusControl, theme.field, theme.fieldLine, hairline(painter));
    }

private:
    TextLabel *m_code;
    Button *m_copy;
};

DeviceCodePanel::DeviceCodePanel(SignIn &signIn, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_signIn(signIn)
    , m_clock(clock)
    , m_instruction(new TextLabel(TextStyle::Body, ColorRole::Muted))
    , m_box(new CodeBox)
    , m_warning(new MessageBar(Tone::Warn, IconName::TriangleAlert))
    , m_validity(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_renew(new Button(tr("New code"), ButtonVariant::Link))
    , m_meter(new Meter)
    , m_check(new TextLabel(tr("Confirm there only if the page shows this same code."), TextStyle::Small,
          ColorRole::Muted))
    , m_error(new InlineError)
{
    setObjectName(u"deviceCodePanel"_s);
    setAccessibleName(tr("Sign in with a code on another device"));
    m_instruction->setTextFormat(Qt::RichText);
    m_instruction->setWordWrap(true);
    m_validity->setTextFormat(Qt::RichText);
    m_check->setWordWrap(true);
    m_warning->setBoxed(true);
    m_renew->setObjectName(u"newDeviceCode"_s);
    m_renew->setSize(ButtonSize::Small);
    m_meter->setAccessibleName(tr("How long the code still works"));

    auto *header = new QHBoxLayout;
    header->setSpacing(metrics::spaceSm);
    header->addWidget(new IconLabel(IconName::Phone));
    header->addWidget(new TextLabel(tr("No browser on this computer?"), TextStyle::BodyStrong), 1);
    auto *validity = new QHBoxLayout;
    validity->addWidget(m_validity, 1);
    validity->addWidget(m_renew);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::spaceXl, metrics::spaceLg, metrics::spaceXl, metrics::spaceLg);
    layout->setSpacing(metrics::spaceSm);
    layout->addLayout(header);
    layout->addWidget(m_instruction);
    layout->addWidget(m_box);
    layout->addWidget(m_warning);
    layout->addWidget(m_error);
    layout->addLayout(validity);
    layout->addWidget(m_meter);
    layout->addSpacing(metrics::spaceSm);
    layout->addWidget(new Separator(Qt::Horizontal));
    layout->addSpacing(metrics::spaceXs);
    layout->addWidget(m_check);
    layout->addStretch(1);

    connect(&m_signIn, &SignIn::stageChanged, this, &DeviceCodePanel::onStage);
    connect(&m_signIn, &SignIn::deviceCodeReady, this, &DeviceCodePanel::onCode);
    connect(&m_signIn, &SignIn::deviceCodeFailed, this, &DeviceCodePanel::onFailed);
    connect(m_renew, &QAbstractButton::clicked, &m_signIn, &SignIn::requestDeviceCode);
    connect(m_error, &InlineError::retryRequested, &m_signIn, &SignIn::requestDeviceCode);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &DeviceCodePanel::tick);
    m_warning->hide();
    setVisible(false);
}

void DeviceCodePanel::onStage(SignIn::Stage stage)
{
    if (stage == SignIn::Stage::WaitingForPerson && m_signIn.offersDeviceCode())
        return m_signIn.requestDeviceCode();
    m_code.reset();
    m_second.stop();
    hide();
}

void DeviceCodePanel::onCode(const DeviceCode &code)
{
    m_code = code;
    m_error->clear();
    m_box->setCode(code.userCode);
    m_warning->setVisible(code.foreignPage);
    m_warning->setMessage(tr("Another site."),
        tr("%1 is not where your portal signs people in.").arg(code.page.host()));
    m_second.start();
    writeSentences();
    show();
}

void DeviceCodePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        writeSentences();
}

void DeviceCodePanel::writeSentences()
{
    if (!m_code)
        return;
    QString page = m_code->page.toString(QUrl::RemoveQuery | QUrl::RemoveFragment);
    page.remove(0, page.indexOf(u"://"_s) + 3);
    m_instruction->setText(tallLines(tr("On any device, open %1 and enter this code:")
                                         .arg(strong(page, themeOf(this), true)),
        TextStyle::Body));
    tick();
}

void DeviceCodePanel::onFailed(const Error &error)
{
    m_second.stop();
    m_code.reset();
    m_box->setCode(QString());
    m_validity->setText(QString());
    m_meter->setShare(0);
    m_error->setError(error);
}

void DeviceCodePanel::tick()
{
    if (!m_code)
        return;
    const qint64 left = std::max<qint64>(0, m_clock.now().secsTo(m_code->expiresAt));
    m_validity->setText(tr("The code works for %1")
                            .arg(strong(tr("%1 min %2 s").arg(left / 60).arg(left % 60), themeOf(this))));
    m_meter->setShare(double(left) / m_code->lifetimeSeconds);
}

} // namespace gatehouse
