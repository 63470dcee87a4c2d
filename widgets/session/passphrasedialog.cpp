// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/session/passphrasedialog.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/session/passphrase.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int dialogWidth = 440;
constexpr int goodLength = 12;
constexpr int longLength = 20;

QString titleOf(PassphraseDialog::Task task)
{
    switch (task) {
    case PassphraseDialog::Task::Set:
        return PassphraseDialog::tr("Set a passphrase");
    case PassphraseDialog::Task::Change:
        return PassphraseDialog::tr("Change the passphrase");
    case PassphraseDialog::Task::Remove:
        return PassphraseDialog::tr("Remove the passphrase");
    }
    Q_UNREACHABLE();
}

QString sentenceOf(PassphraseDialog::Task task)
{
    if (task == PassphraseDialog::Task::Remove)
        return PassphraseDialog::tr("After this, whoever is signed in to this computer as you can open what is kept here.");
    return PassphraseDialog::tr("What is kept on this computer can be read with it only. Nobody can give it back to you: without it, what was not sent is lost, "
                                "and the rest is read from the portal again.");
}

} // namespace

PassphraseDialog::PassphraseDialog(Task task, QWidget *parent)
    : Dialog(titleOf(task), parent)
    , m_task(task)
    , m_hint(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_error(new InlineError(this))
    , m_button(new Button(titleOf(task), ButtonVariant::Accent, this))
{
    setObjectName(u"passphraseDialog"_s);
    setMinimumWidth(scaled(dialogWidth));
    auto *words = new TextLabel(sentenceOf(task), TextStyle::Body, ColorRole::Muted, this);
    words->setWordWrap(true);
    bodyLayout()->addWidget(words);
    if (task != Task::Set)
        m_present = addField(u"passphrasePresent"_s, tr("Present passphrase"));
    if (task != Task::Remove) {
        m_next = addField(u"passphraseNext"_s, tr("New passphrase"));
        m_hint->setObjectName(u"passphraseHint"_s);
        m_hint->setWordWrap(true);
        bodyLayout()->addWidget(m_hint);
        m_again = addField(u"passphraseAgain"_s, tr("The same once more"));
    } else {
        m_hint->hide();
    }
    bodyLayout()->addWidget(m_error);
    bodyLayout()->addStretch(1);
    addCancelButton();
    m_button->setObjectName(u"passphraseSubmit"_s);
    addButton(m_button);
    connect(m_button, &QAbstractButton::clicked, this, &PassphraseDialog::submit);
    setFocusProxy(m_present ? m_present : m_next);
    showReady();
}

PassphraseDialog::~PassphraseDialog()
{
    for (QLineEdit *field : {m_present, m_next, m_again}) {
        if (!field)
            continue;
        QByteArray typed = passphrase::take(*field);
        passphrase::wipe(typed);
    }
}

QLineEdit *PassphraseDialog::addField(const QString &objectName, const QString &label)
{
    auto *words = new TextLabel(label, TextStyle::SmallStrong, ColorRole::Text, this);
    QLineEdit *field = passphrase::makeField(objectName, label, this);
    words->setBuddy(field);
    bodyLayout()->addWidget(words);
    bodyLayout()->addWidget(field);
    connect(field, &QLineEdit::textChanged, this, &PassphraseDialog::showReady);
    connect(field, &QLineEdit::returnPressed, this, &PassphraseDialog::submit);
    return field;
}

QString PassphraseDialog::whyNot() const
{
    if (m_busy)
        return tr("Being changed…");
    if (m_present && m_present->text().isEmpty())
        return tr("Give the present passphrase first.");
    if (m_next && m_next->text().size() < passphrase::shortest)
        return tr("At least %n characters are needed.", nullptr, passphrase::shortest);
    if (m_next && m_next->text() != m_again->text())
        return tr("Both must be the same.");
    return {};
}

void PassphraseDialog::showReady()
{
    if (m_next)
        m_hint->setText(passphraseHint(m_next->text().size()));
    m_button->setBlockedReason(whyNot());
}

void PassphraseDialog::submit()
{
    if (!whyNot().isEmpty())
        return;
    QByteArray present = m_present ? passphrase::take(*m_present) : QByteArray();
    QByteArray next = m_next ? passphrase::take(*m_next) : QByteArray();
    QByteArray again = m_again ? passphrase::take(*m_again) : QByteArray();
    passphrase::wipe(again);
    m_busy = true;
    m_error->clear();
    showReady();
    Q_EMIT submitted(present, next);
    passphrase::wipe(present);
    passphrase::wipe(next);
}

void PassphraseDialog::done(const std::optional<Error> &error)
{
    m_busy = false;
    if (!error) {
        accept();
        return;
    }
    m_error->setError(*error);
    showReady();
    adjustSize();
    focusProxy()->setFocus();
}

QString passphraseHint(qsizetype characters)
{
    if (characters == 0)
        return PassphraseDialog::tr("A few words that you can remember are better than one word with signs in it.");
    const QString length = PassphraseDialog::tr("%n characters", nullptr, int(characters));
    if (characters < passphrase::shortest)
        return PassphraseDialog::tr("%1: too short.").arg(length);
    if (characters < goodLength)
        return PassphraseDialog::tr("%1: short. Longer is safer.").arg(length);
    return characters < longLength ? PassphraseDialog::tr("%1: good.").arg(length) : PassphraseDialog::tr("%1: long.").arg(length);
}

} // namespace gatehouse
